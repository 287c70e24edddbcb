package org.almoner.mail;

/**
 * A finished mail.
 *
 * @param messageId without angle brackets; the same at every try
 * @param fromName display name of the sender
 * @param from address of the sender
 * @param replyTo where answers go
 * @param to the one recipient's address
 * @param subject one line
 * @param text the plain-text alternative
 * @param html the HTML alternative
 * @param language BCP 47 tag of both alternatives
 */
public record Mail(
        String messageId,
        String fromName,
        String from,
        String replyTo,
        String to,
        String subject,
        String text,
        String html,
        String language) {

    @Override
    public String toString() {
        return "Mail[" + messageId + "]";
    }
}
