package org.almoner.access;

import java.util.ArrayList;
import java.util.List;
import org.almoner.donor.Salutation;
import org.almoner.letter.Addressee;
import org.almoner.letter.Envelope;
import org.almoner.letter.Letter;
import org.almoner.letter.LetterParts;
import org.almoner.letter.Letters;
import org.almoner.letter.Wording;
import org.almoner.mail.Mail;

/**
 * Words the mail with link and code. It names nobody: who reads the mailbox may not be who asked.
 */
final class SignInMail {

    private SignInMail() {}

    static Mail of(SignInRecord record) {
        LetterParts parts = LetterParts.of("signin", record.language(), record.office());
        Wording words = parts.words();
        Addressee to =
                new Addressee(Salutation.NEUTRAL, null, null, null, null, record.to().value());
        return Letters.mail(
                new Envelope(
                        record.request(),
                        "sign-in",
                        1,
                        to,
                        record.office(),
                        words.say("subject", "organisation", record.office().senderName()),
                        List.of()),
                new Letter(
                        parts.frame(),
                        words.say("title"),
                        null,
                        words.say("greeting.organisation"),
                        List.of(
                                words.say(
                                        "intro",
                                        "minutes",
                                        Long.toString(record.asked().minutes())),
                                words.say("intro.code")),
                        new Letter.Button(words.say("button"), record.link()),
                        List.of(Letter.Table.of(rows(record, parts))),
                        List.of(
                                Letter.Block.of(
                                        words.say("stranger.title"), words.say("stranger")))));
    }

    private static List<Letter.Row> rows(SignInRecord record, LetterParts parts) {
        List<Letter.Row> rows = new ArrayList<>();
        rows.add(
                parts.row(
                        "code", record.code().substring(0, 4) + " " + record.code().substring(4)));
        rows.add(parts.row("asked", MomentInMail.of(record.asked().at(), parts)));
        if (!record.asked().browser().isEmpty()) {
            rows.add(parts.row("browser", record.asked().browser()));
        }
        if (!record.asked().network().isEmpty()) {
            rows.add(parts.row("network", record.asked().network()));
        }
        return rows;
    }
}
