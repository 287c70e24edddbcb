package org.almoner.portal;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.almoner.TestDatabase;

/** What arrived at a mail server. */
final class Mails {

    private static final Pattern SECRET = Pattern.compile("#confirmation=([A-Za-z0-9_-]{43})");

    private Mails() {}

    /** Plain texts of the mails to an address with that subject, once so many are there. */
    static List<String> to(String email, String subject, int wanted) {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        List<String> found = now(email, subject);
        while (found.size() < wanted && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            found = now(email, subject);
        }
        return found;
    }

    static List<String> now(String email, String subject) {
        return Arrays.stream(TestDatabase.mailServer().getReceivedMessages())
                .filter(mail -> is(mail, email, subject))
                .map(Mails::text)
                .toList();
    }

    /** The secret in the link of the newest such mail. */
    static String secret(String email, String subject, int wanted) {
        List<String> mails = to(email, subject, wanted);
        Matcher link = SECRET.matcher(mails.get(mails.size() - 1));
        if (!link.find()) {
            throw new AssertionError("There is no link in the mail");
        }
        return link.group(1);
    }

    private static boolean is(MimeMessage mail, String email, String subject) {
        try {
            return mail.getAllRecipients()[0].toString().equals(email)
                    && mail.getSubject().contains(subject);
        } catch (MessagingException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static String text(MimeMessage mail) {
        try {
            return text(mail.getContent());
        } catch (MessagingException | IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static String text(Object content) throws MessagingException, IOException {
        if (content instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                BodyPart part = parts.getBodyPart(i);
                if (part.isMimeType("text/plain") || part.isMimeType("multipart/*")) {
                    return text(part.getContent());
                }
            }
        }
        return String.valueOf(content);
    }
}
