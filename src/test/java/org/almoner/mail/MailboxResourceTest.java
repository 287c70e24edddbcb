package org.almoner.mail;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.almoner.TestDatabase;
import org.almoner.outbox.Delivery;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mails of tests go to a server; what is shown here was put into the mailbox by hand. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class MailboxResourceTest {

    private static final String SUBJECT = "<script>alert(1)</script> & \"Danke\"";
    private static final String BODY = "<!doctype html><p lang=\"de\">Danke für 25,00 €</p>";

    @Inject LocalMailbox mailbox;

    private final String recipient = "o'hara&co." + UUID.randomUUID() + "@example.org";
    private String id;

    @BeforeEach
    void oneMailIsThere() {
        Delivery outcome =
                mailbox.send(
                        new Mail(
                                "1.receipt.1@de.example.org",
                                "Beispiel Hilfe",
                                "spenden@de.example.org",
                                "kontakt@de.example.org",
                                recipient,
                                SUBJECT,
                                "Danke für 25,00 €\n",
                                BODY,
                                "de",
                                List.of()));
        assertInstanceOf(Delivery.Delivered.class, outcome);
        id =
                mailbox.newest(50).stream()
                        .filter(mail -> mail.to().equals(recipient))
                        .findFirst()
                        .orElseThrow()
                        .id()
                        .toString();
    }

    @Nested
    class ThePage {

        @Test
        void lists_the_mail_with_links_to_its_views() {
            given().get("/dev/mailbox")
                    .then()
                    .statusCode(200)
                    .contentType(equalTo("text/html;charset=UTF-8"))
                    .body(containsString("href=\"/dev/mailbox/messages/" + id + "/html\""))
                    .body(containsString("href=\"/dev/mailbox/messages/" + id + "/text\""))
                    .body(containsString("href=\"/dev/mailbox/messages/" + id + "\""));
        }

        @Test
        void reads_neither_subject_nor_address_as_markup() {
            given().get("/dev/mailbox")
                    .then()
                    .body(containsString("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;"))
                    .body(containsString("o&#39;hara&amp;co."))
                    .body(not(containsString("<script")));
        }

        @Test
        void runs_no_script_and_fetches_nothing() {
            given().get("/dev/mailbox")
                    .then()
                    .header("Content-Security-Policy", containsString("default-src 'none'"));
        }
    }

    @Nested
    class TheJson {

        @Test
        void lists_what_was_caught() {
            given().get("/dev/mailbox/messages")
                    .then()
                    .statusCode(200)
                    .contentType(startsWith("application/json"))
                    .body("items.id", hasItem(id))
                    .body("items.find { it.id == '" + id + "' }.subject", equalTo(SUBJECT))
                    .body("items.find { it.id == '" + id + "' }.to", equalTo(recipient));
        }

        @Test
        void shows_one_mail_whole() {
            given().get("/dev/mailbox/messages/" + id)
                    .then()
                    .statusCode(200)
                    .body("subject", equalTo(SUBJECT))
                    .body("html", equalTo(BODY))
                    .body("text", equalTo("Danke für 25,00 €\n"))
                    .body(
                            "headers.find { it.name == 'Message-ID' }.value",
                            equalTo("<1.receipt.1@de.example.org>"));
        }
    }

    @Nested
    class TheMailItself {

        @Test
        void is_shown_in_a_cage_as_html() {
            given().get("/dev/mailbox/messages/" + id + "/html")
                    .then()
                    .statusCode(200)
                    .contentType(equalTo("text/html;charset=UTF-8"))
                    .header("Content-Security-Policy", startsWith("sandbox; default-src 'none';"))
                    .header("X-Content-Type-Options", equalTo("nosniff"))
                    .body(equalTo(BODY));
        }

        @Test
        void is_shown_as_text() {
            given().get("/dev/mailbox/messages/" + id + "/text")
                    .then()
                    .statusCode(200)
                    .contentType(equalTo("text/plain;charset=UTF-8"))
                    .body(equalTo("Danke für 25,00 €\n"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "/html", "/text"})
        void is_not_found_under_an_unknown_id(String view) {
            given().get("/dev/mailbox/messages/" + UUID.randomUUID() + view).then().statusCode(404);
        }

        @ParameterizedTest
        @ValueSource(strings = {"nothing", "..%2F..%2Fsecret", "1.json"})
        void is_not_found_under_what_is_no_id(String noId) {
            given().urlEncodingEnabled(false)
                    .get("/dev/mailbox/messages/" + noId + "/html")
                    .then()
                    .statusCode(org.hamcrest.Matchers.oneOf(400, 404));
        }
    }
}
