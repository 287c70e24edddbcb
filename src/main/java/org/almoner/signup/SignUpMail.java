package org.almoner.signup;

import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
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
 * Words the mail that asks for a confirmation. It says what was agreed to and nothing besides: a
 * word of advertising would make it the very mail that needs a consent (BGH I ZR 164/09). It names
 * nobody: who reads the mailbox may not be who signed up.
 */
final class SignUpMail {

    private SignUpMail() {}

    static Mail of(SignUpRecord record) {
        LetterParts parts = LetterParts.of("signup", record.language(), record.office());
        Wording words = parts.words();
        Addressee to =
                new Addressee(Salutation.NEUTRAL, null, null, null, null, record.to().value());
        return Letters.mail(
                new Envelope(
                        record.signUp(),
                        "sign-up",
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
                        List.of(words.say("intro"), words.say("effect")),
                        new Letter.Button(words.say("button"), record.link()),
                        List.of(
                                Letter.Table.of(
                                        List.of(
                                                parts.row("asked", moment(record.asked(), parts)),
                                                parts.row(
                                                        "until", moment(record.until(), parts))))),
                        List.of(
                                Letter.Block.of(words.say("agreed.title"), record.text()),
                                Letter.Block.of(words.say("leave.title"), words.say("leave")),
                                Letter.Block.of(
                                        words.say("stranger.title"), words.say("stranger")))));
    }

    private static String moment(ZonedDateTime at, LetterParts parts) {
        return parts.words()
                .say(
                        "moment",
                        "day",
                        parts.day(at.toLocalDate()),
                        "time",
                        DateTimeFormatter.ofPattern("HH:mm").format(at),
                        "zone",
                        DateTimeFormatter.ofPattern("zzz", parts.locale()).format(at));
    }
}
