package org.almoner.signup;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.almoner.TestDatabase;

/** What the website, a mailbox and a program that follows links do with sign-ups. */
final class SignUpCalls {

    private static final Pattern SECRET = Pattern.compile("#confirmation=([A-Za-z0-9_-]{43})");

    private SignUpCalls() {}

    static Map<String, Object> wish(String email) {
        return new HashMap<>(
                Map.of(
                        "email",
                        email,
                        "country",
                        "DE",
                        "locale",
                        "de",
                        "consents",
                        List.of(answer("de-newsletter-email", 1, true)),
                        "page",
                        "https://www.example.org/newsletter"));
    }

    static Map<String, Object> answer(String id, int version, boolean ticked) {
        return Map.of("id", id, "version", version, "given", ticked);
    }

    static Response signUp(Map<String, Object> wish) {
        return given().contentType(ContentType.JSON).body(wish).post("/v1/newsletter-signups");
    }

    static Response confirm(String secret) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("token", secret))
                .post("/v1/confirmations");
    }

    static Response leave(String secret) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("token", secret))
                .post("/v1/newsletter-withdrawals");
    }

    /** Signs up in Germany and waits for the mail; the secret in its link. */
    static String secretFor(String email) throws Exception {
        signUp(wish(email)).then().statusCode(202);
        return awaitSecret(email);
    }

    static String awaitSecret(String email) throws Exception {
        for (int i = 0; i < 600; i++) {
            for (MimeMessage mail : mailsTo(email)) {
                Matcher secret = SECRET.matcher(text(mail).replaceAll("\\s+", " "));
                if (secret.find()) {
                    return secret.group(1);
                }
            }
            Thread.sleep(50);
        }
        throw new AssertionError("no mail that asks for a confirmation came");
    }

    static List<MimeMessage> mailsTo(String email) {
        return Arrays.stream(TestDatabase.mailServer().getReceivedMessages())
                .filter(mail -> isTo(mail, email))
                .toList();
    }

    private static boolean isTo(MimeMessage mail, String email) {
        try {
            return mail.getAllRecipients()[0].toString().contains(email);
        } catch (MessagingException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    static String text(MimeMessage mail) {
        try {
            MimeMultipart parts = (MimeMultipart) mail.getContent();
            return parts.getBodyPart(0).getContent().toString();
        } catch (MessagingException | IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
