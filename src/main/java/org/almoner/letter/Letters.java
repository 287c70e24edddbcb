package org.almoner.letter;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import org.almoner.mail.Mail;

/** Turns letters into mails: the same letter and envelope always give the same mail. */
public final class Letters {

    private Letters() {}

    @CheckedTemplate(basePath = "letter")
    static class Templates {
        static native TemplateInstance page(Letter letter);

        static native TemplateInstance plain(Letter letter);
    }

    /**
     * The finished mail, as HTML and as plain text.
     *
     * @throws IllegalArgumentException when what becomes a header cannot stand there, such as a
     *     line end in an address
     */
    public static Mail mail(Envelope envelope, Letter letter) {
        Letterhead office = envelope.from();
        return new Mail(
                envelope.messageId(),
                office.senderName(),
                office.senderAddress(),
                office.replyTo(),
                envelope.to().email(),
                envelope.subject(),
                WrapLines.of(Templates.plain(letter).render()),
                Templates.page(letter).render(),
                letter.frame().language(),
                envelope.pictures());
    }
}
