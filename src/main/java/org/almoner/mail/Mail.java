package org.almoner.mail;

/**
 * A finished mail. What becomes a header holds no line end or other control character: such a mail
 * cannot exist (AB-12).
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

    /**
     * @throws IllegalArgumentException naming the part that cannot stand in a header, not its
     *     content
     */
    public Mail {
        HeaderText.requireAddress("message id", messageId);
        HeaderText.requireOneLine("sender's name", fromName);
        HeaderText.requireAddress("sender", from);
        HeaderText.requireAddress("reply address", replyTo);
        HeaderText.requireAddress("recipient", to);
        HeaderText.requireOneLine("subject", subject);
        HeaderText.requireOneLine("language", language);
    }

    @Override
    public String toString() {
        return "Mail[" + messageId + "]";
    }
}
