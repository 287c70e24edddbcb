package org.almoner.account;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.almoner.letter.Envelope;
import org.almoner.letter.Letter;
import org.almoner.letter.LetterParts;
import org.almoner.letter.Letters;
import org.almoner.letter.Wording;
import org.almoner.mail.Mail;

/** Makes finished mails of letters: the same letter, secret and occurrence give the same mail. */
final class AccountMail {

    private static final String FAMILY = "account";

    private final AccountLetter letter;
    private final LetterParts parts;
    private final Wording words;

    private AccountMail(AccountLetter letter) {
        this.letter = letter;
        this.parts = LetterParts.of(FAMILY, letter.locale(), letter.office());
        this.words = parts.words();
    }

    static Mail of(AccountLetter letter, String secret, int occurrence) {
        AccountMail mail = new AccountMail(letter);
        return Letters.mail(
                new Envelope(
                        letter.id(),
                        "account",
                        occurrence,
                        letter.to(),
                        letter.office(),
                        mail.words.say("subject." + letter.kind()),
                        List.of()),
                mail.written(link(letter.portal(), secret)));
    }

    /** Behind the # nothing reaches a server, a log or the pages a reader goes to from there. */
    static String link(String portal, String secret) {
        return portal + (portal.contains("#") ? "&" : "#") + "confirmation=" + secret;
    }

    private Letter written(String link) {
        String kind = "." + letter.kind();
        return new Letter(
                parts.frame(),
                words.say("title" + kind),
                null,
                parts.greeting(letter.to()),
                List.of(words.say("intro" + kind), words.say("effect" + kind)),
                new Letter.Button(words.say("button" + kind), link),
                List.of(
                        Letter.Table.of(
                                List.of(
                                        parts.row("address.new", letter.address()),
                                        parts.row("at" + kind, moment(letter.at())),
                                        parts.row("until" + kind, moment(letter.until()))))),
                List.of(
                        Letter.Block.of(
                                words.say("stranger.title"), words.say("stranger" + kind))));
    }

    private String moment(Instant at) {
        var local = at.atZone(letter.zone());
        return words.say(
                "moment",
                "day",
                parts.day(local.toLocalDate()),
                "time",
                DateTimeFormatter.ofPattern("HH:mm").format(local),
                "zone",
                DateTimeFormatter.ofPattern("zzz", parts.locale()).format(local));
    }
}
