package org.almoner.mail;

import java.util.List;

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
 * @param pictures what the HTML shows by {@code cid:}; mostly none
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
        String language,
        List<Picture> pictures) {

    /**
     * A picture that travels inside the mail.
     *
     * @param contentId without angle brackets
     * @param name file name under which it can be saved
     * @param mediaType such as {@code image/png}
     * @param base64 its bytes
     */
    public record Picture(String contentId, String name, String mediaType, String base64) {

        /**
         * @throws IllegalArgumentException naming the part that cannot stand in a header
         */
        public Picture {
            HeaderText.requireAddress("content id", contentId);
            HeaderText.requireOneLine("name of a picture", name);
            HeaderText.requireOneLine("media type", mediaType);
        }
    }

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
        pictures = List.copyOf(pictures);
    }

    @Override
    public String toString() {
        return "Mail[" + messageId + "]";
    }
}
