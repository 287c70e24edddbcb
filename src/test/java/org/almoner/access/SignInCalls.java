package org.almoner.access;

import static io.restassured.RestAssured.given;

import io.quarkus.arc.Arc;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.almoner.TestDatabase;
import org.almoner.donor.DonorBook;
import org.almoner.donor.DonorId;
import org.almoner.donor.DonorInput;
import org.almoner.donor.DonorRules;
import org.almoner.office.OfficeCode;

/** What a portal calls, and what a donor finds in the mailbox. */
final class SignInCalls {

    private SignInCalls() {}

    /** A browser: the cookies it was given. */
    static final class Visitor {

        String browser;
        String refresh;

        private RequestSpecification call() {
            RequestSpecification call =
                    given().header("User-Agent", "Mozilla/5.0 (X11; Linux) Firefox/140.0");
            if (browser != null) {
                call.cookie(Cookies.BROWSER, browser);
            }
            if (refresh != null) {
                call.cookie(Cookies.REFRESH, refresh);
            }
            return call;
        }

        private Response keep(Response answer) {
            browser = answer.cookies().getOrDefault(Cookies.BROWSER, browser);
            refresh = answer.cookies().getOrDefault(Cookies.REFRESH, refresh);
            return answer;
        }

        Response ask(String email, String locale) {
            return keep(
                    call().contentType(ContentType.JSON)
                            .body(Map.of("email", email, "locale", locale))
                            .post("/v1/sign-in-links"));
        }

        /** With headers of the client's choice. */
        Response askAs(String email, Map<String, String> headers) {
            return keep(
                    call().headers(headers)
                            .contentType(ContentType.JSON)
                            .body(Map.of("email", email, "locale", "en"))
                            .post("/v1/sign-in-links"));
        }

        Response redeem(String code) {
            return keep(
                    call().contentType(ContentType.JSON)
                            .body(Map.of("code", code))
                            .post("/v1/tokens"));
        }

        Response choose(String choice, String person) {
            return keep(
                    call().contentType(ContentType.JSON)
                            .body(Map.of("choice", choice, "person", person))
                            .post("/v1/tokens/choices"));
        }

        Response refreshed() {
            return keep(call().header("Portal-Request", "1").post("/v1/tokens/refresh"));
        }

        Response signedOut() {
            return keep(call().header("Portal-Request", "1").post("/v1/tokens/revocation"));
        }
    }

    /** What a sign-in mail lets one do. */
    record Letter(String link, String code, String text, String to) {}

    private static final Pattern LINK = Pattern.compile("#token=([0-9a-f]{64})");
    private static final Pattern CODE = Pattern.compile("([0-9]{4} [0-9]{4})");

    /** Signed in by the link, as most are. */
    static String tokenOf(Visitor visitor, String email) {
        visitor.ask(email, "en").then().statusCode(202);
        return visitor.redeem(awaitLetter(email, 1).link())
                .then()
                .statusCode(200)
                .extract()
                .path("accessToken");
    }

    /** The newest mail to an address once there are so many, which lets one sign in. */
    static Letter awaitLetter(String to, int count) {
        String text = awaitText(to, count);
        return new Letter(first(LINK, text), first(CODE, text), text, to);
    }

    /** The newest mail to an address once there are so many. */
    static String awaitText(String to, int count) {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (System.nanoTime() < deadline) {
            List<String> texts = lettersTo(to);
            if (texts.size() >= count) {
                return texts.get(texts.size() - 1);
            }
            LockSupport.parkNanos(20_000_000);
        }
        throw new AssertionError("No mail number " + count + " came");
    }

    /** The plain texts of all mails to an address, the oldest first. */
    static List<String> lettersTo(String to) {
        return Arrays.stream(TestDatabase.mailServer().getReceivedMessagesForDomain(to))
                .map(SignInCalls::plainText)
                .toList();
    }

    private static String plainText(MimeMessage mail) {
        try {
            Object content = mail.getContent();
            while (content instanceof MimeMultipart parts) {
                content = parts.getBodyPart(0).getContent();
            }
            return (String) content;
        } catch (IOException | MessagingException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private static String first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new AssertionError("The mail lacks " + pattern);
        }
        return matcher.group(1);
    }

    /** A donor's row of the German office, as a gift would leave it. */
    static DonorId donor(String firstName, String lastName, String email) {
        return QuarkusTransaction.requiringNew()
                .call(
                        () ->
                                Arc.container()
                                        .instance(DonorBook.class)
                                        .get()
                                        .register(
                                                DonorRules.check(input(firstName, lastName, email)),
                                                new OfficeCode("DE"),
                                                "de"));
    }

    private static DonorInput input(String firstName, String lastName, String email) {
        return new DonorInput(
                "PERSON",
                null,
                null,
                firstName,
                lastName,
                null,
                email,
                null,
                new DonorInput.AddressInput(
                        "Musterweg", "12", "10115", "Berlin", "DE", null, null));
    }

    /** An address nobody has used yet. */
    static String freshAddress() {
        return "donor-" + UUID.randomUUID().toString().substring(0, 13) + "@example.org";
    }
}
