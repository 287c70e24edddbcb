package org.almoner.letter;

import java.util.List;
import java.util.UUID;
import org.almoner.mail.Mail;

/**
 * Which mail it is, who sends it and who gets it.
 *
 * @param about what the mail is about, such as a gift; together with {@code kind} and {@code
 *     occurrence} it names the mail among all mails
 * @param kind short and never changed, such as {@code receipt}
 * @param occurrence counts from 1 what is sent once more on purpose
 * @param subject one line
 * @param pictures what the HTML shows by {@code cid:}; mostly none
 */
public record Envelope(
        UUID about,
        String kind,
        int occurrence,
        Addressee to,
        Letterhead from,
        String subject,
        List<Mail.Picture> pictures) {

    public Envelope {
        pictures = List.copyOf(pictures);
    }

    /** The same at every try, so that mail programs can tell a repetition (EO-18). */
    String messageId() {
        return about + "." + kind + "." + occurrence + from.domain();
    }
}
