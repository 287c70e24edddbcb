package org.almoner.receipt;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Stream;
import org.almoner.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** AB-13, on a whole gift with what may go wrong on its way: the log knows nobody. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class LogsHoldNoPersonalDataTest {

    private static final String MARK = "Logprobe";
    private static final String EMAIL = "hannelore." + UUID.randomUUID() + "@logprobe.example.org";
    private static final List<String> NAMES =
            List.of("Hannelore", "Übungsmann-Großprobe", "Lindenlogallee", "Kleinlogdorf");

    private final Queue<String> log = new ConcurrentLinkedQueue<>();
    private final Handler listener =
            new Handler() {
                @Override
                public void publish(LogRecord entry) {
                    if (String.valueOf(entry.getLoggerName()).startsWith("com.icegreen")) {
                        return; // the mail server of the tests is not the service
                    }
                    StringWriter text = new StringWriter();
                    text.write(new SimpleFormatter().format(entry));
                    if (entry.getThrown() != null) {
                        entry.getThrown().printStackTrace(new PrintWriter(text, true));
                    }
                    log.add(text.toString());
                }

                @Override
                public void flush() {}

                @Override
                public void close() {}
            };

    @BeforeEach
    void listen() {
        Logger.getLogger("").addHandler(listener);
    }

    @AfterEach
    void stopListening() {
        Logger.getLogger("").removeHandler(listener);
    }

    private static Map<String, Object> donor(String email) {
        return Map.of(
                "kind",
                "PERSON",
                "salutation",
                "MS",
                "firstName",
                NAMES.get(0),
                "lastName",
                NAMES.get(1),
                "email",
                email,
                "address",
                Map.of(
                        "street",
                        NAMES.get(2),
                        "houseNumber",
                        "12a",
                        "postcode",
                        "10115",
                        "town",
                        NAMES.get(3),
                        "country",
                        "DE"),
                "consents",
                List.of(
                        Map.of("id", "de-privacy", "version", 1, "given", true),
                        Map.of("id", "de-transfer", "version", 1, "given", true)));
    }

    private static boolean isForDonor(MimeMessage mail) {
        try {
            return mail.getAllRecipients()[0].toString().equals(EMAIL);
        } catch (MessagingException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static long mails() {
        return Arrays.stream(TestDatabase.mailServer().getReceivedMessages())
                .filter(LogsHoldNoPersonalDataTest::isForDonor)
                .count();
    }

    @Test
    void from_the_first_step_to_the_mail() {
        JsonPath draft =
                given().contentType(ContentType.JSON)
                        .body(
                                "{\"country\":\"DE\",\"locale\":\"de\",\"cadence\":\"ONCE\","
                                        + "\"amount\":{\"minor\":2500,\"currency\":\"EUR\"}}")
                        .post("/v1/gift-drafts")
                        .then()
                        .statusCode(201)
                        .extract()
                        .jsonPath();
        String path = "/v1/gift-drafts/" + draft.getString("id");
        String token = draft.getString("draftToken");
        String key = "logprobe-" + UUID.randomUUID();

        refuse(path, token);
        call(token).body(donor(EMAIL)).put(path + "/donor").then().statusCode(200);
        call(token)
                .body(Map.of("method", "SANDBOX", "scenario", "SUCCEEDS"))
                .put(path + "/payment-method")
                .then()
                .statusCode(200);
        call(token)
                .header("Idempotency-Key", key)
                .body("{}")
                .post(path + "/completion")
                .then()
                .statusCode(201);
        awaitMail();

        Logger.getLogger("org.almoner").warning(MARK);
        assertEquals(1, linesWith(MARK).size(), "the listener hears");
        Stream.concat(Stream.of(EMAIL, token, key), NAMES.stream())
                .forEach(personal -> assertEquals(List.of(), linesWith(personal)));
    }

    private List<String> linesWith(String personal) {
        return log.stream().filter(entry -> entry.contains(personal)).toList();
    }

    /** What is refused is quoted nowhere either. */
    private static void refuse(String path, String token) {
        List<Object> bodies =
                List.of(
                        donor(NAMES.get(0) + " " + EMAIL),
                        donor(EMAIL + "\r\nBcc: " + EMAIL),
                        "{\"lastName\":\"" + NAMES.get(1) + "\",",
                        Map.of(NAMES.get(0), EMAIL));
        for (Object body : bodies) {
            call(token)
                    .body(body)
                    .put(path + "/donor")
                    .then()
                    .statusCode(greaterThanOrEqualTo(400));
        }
        call(token + "x").get(path).then().statusCode(greaterThanOrEqualTo(400));
    }

    private static RequestSpecification call(String token) {
        return given().contentType(ContentType.JSON).header("Draft-Token", token);
    }

    private static void awaitMail() {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (mails() < 1 && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
        assertEquals(1, mails());
    }
}
