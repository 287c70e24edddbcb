package org.almoner.mail;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.mail.MailAttachment;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.SMTPException;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.almoner.outbox.Delivery;

/**
 * Hands mails to an SMTP server, each within ten seconds.
 *
 * <p>Refused for good is only what speaks of this mail: a 5xx to the recipient or to the content. A
 * 5xx to our name, login or sender is the server's view of all our mails, so waiting for somebody
 * to mend it loses less. When the connection ends after the content was sent, nobody knows; it is
 * sent again with the same {@code Message-ID} (EO-18).
 */
class SmtpTransport implements MailTransport {

    static final Duration LIMIT = Duration.ofSeconds(10);

    private final SmtpClient client;
    private final Duration limit;

    /**
     * @param limit how long one attempt may take in all
     */
    SmtpTransport(Vertx vertx, MailConfig config, Duration limit) {
        this.client = SmtpClient.on(vertx, config);
        this.limit = limit;
    }

    @Override
    public Delivery send(Mail mail) {
        try {
            client.send(message(mail))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return new Delivery.Delivered();
        } catch (TimeoutException slow) {
            return new Delivery.RetryLater("The mail server took too long");
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return new Delivery.RetryLater("Interrupted by the end of the service");
        } catch (ExecutionException failure) {
            return outcome(failure.getCause());
        } catch (IllegalArgumentException unsendable) {
            return new Delivery.Refused("The mail cannot be written as SMTP wants it");
        }
    }

    private static MailMessage message(Mail mail) {
        String from = HeaderText.inAscii(mail.from());
        String to = HeaderText.inAscii(mail.to());
        MailMessage message = new MailMessage();
        message.setFrom(from);
        message.setTo(to);
        message.setSubject(mail.subject());
        message.setText(mail.text());
        message.setHtml(mail.html());
        message.setInlineAttachment(mail.pictures().stream().map(SmtpTransport::inline).toList());
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        headers.set("Message-ID", "<" + mail.messageId() + ">");
        headers.set("From", HeaderText.mailbox(mail.fromName(), from));
        headers.set("Reply-To", HeaderText.inAscii(mail.replyTo()));
        headers.set("Auto-Submitted", "auto-generated");
        headers.set("Content-Language", mail.language());
        message.setHeaders(headers);
        return message;
    }

    private static MailAttachment inline(Mail.Picture picture) {
        return MailAttachment.create()
                .setContentId("<" + picture.contentId() + ">")
                .setContentType(picture.mediaType())
                .setDisposition("inline")
                .setName(picture.name())
                .setData(Buffer.buffer(Base64.getDecoder().decode(picture.base64())));
    }

    /** The server's own words are not kept: they may repeat the recipient's address. */
    private static Delivery outcome(Throwable failure) {
        if (failure instanceof SMTPException answer) {
            String reason = "The mail server answered " + answer.getReplyCode();
            return answer.isPermanent() && speaksOfThisMail(answer)
                    ? new Delivery.Refused(reason)
                    : new Delivery.RetryLater(reason);
        }
        if (failure instanceof IllegalArgumentException) {
            return new Delivery.Refused("The mail cannot be written as SMTP wants it");
        }
        return new Delivery.RetryLater(
                "No connection to the mail server: " + failure.getClass().getSimpleName());
    }

    private static boolean speaksOfThisMail(SMTPException answer) {
        String stage = String.valueOf(answer.getMessage());
        return stage.contains("recipient address not accepted")
                || stage.contains("sending data failed");
    }
}
