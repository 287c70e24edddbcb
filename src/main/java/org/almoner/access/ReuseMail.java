package org.almoner.access;

import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.almoner.letter.Addressee;
import org.almoner.letter.Envelope;
import org.almoner.letter.Letter;
import org.almoner.letter.LetterParts;
import org.almoner.letter.Letterhead;
import org.almoner.letter.Letters;
import org.almoner.letter.Wording;
import org.almoner.mail.Mail;

/**
 * Tells a donor that a session was ended because its refresh token came twice (AU-6). It holds no
 * secret: its button leads to the page everybody sees.
 */
final class ReuseMail {

    private ReuseMail() {}

    /**
     * All that the mail says. Prints nothing of it.
     *
     * @param portal the page where donors sign in, the same for everybody
     */
    record Record(
            UUID session,
            Addressee to,
            String language,
            Letterhead office,
            String portal,
            What what) {

        @Override
        public String toString() {
            return "Record[" + session + "]";
        }
    }

    /**
     * What happened, in the office's zone.
     *
     * @param browser in which the session had been opened; empty when it did not say
     */
    record What(String browser, ZonedDateTime opened, ZonedDateTime ended) {}

    static Mail of(Record record) {
        LetterParts parts = LetterParts.of("signin", record.language(), record.office());
        Wording words = parts.words();
        return Letters.mail(
                new Envelope(
                        record.session(),
                        "session-ended",
                        1,
                        record.to(),
                        record.office(),
                        words.say("reuse.subject", "organisation", record.office().senderName()),
                        List.of()),
                new Letter(
                        parts.frame(),
                        words.say("reuse.title"),
                        null,
                        parts.greeting(record.to()),
                        List.of(words.say("reuse.intro"), words.say("reuse.effect")),
                        new Letter.Button(words.say("reuse.button"), record.portal()),
                        List.of(Letter.Table.of(rows(record.what(), parts))),
                        List.of(
                                Letter.Block.of(
                                        words.say("reuse.todo.title"), words.say("reuse.todo")))));
    }

    private static List<Letter.Row> rows(What what, LetterParts parts) {
        List<Letter.Row> rows = new ArrayList<>();
        rows.add(parts.row("opened", MomentInMail.of(what.opened(), parts)));
        if (!what.browser().isEmpty()) {
            rows.add(parts.row("browser", what.browser()));
        }
        rows.add(parts.row("ended", MomentInMail.of(what.ended(), parts)));
        return rows;
    }
}
