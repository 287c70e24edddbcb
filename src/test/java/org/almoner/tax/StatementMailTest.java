package org.almoner.tax;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import jakarta.mail.internet.MimeMessage;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.almoner.TestDatabase;
import org.almoner.TestStaff;
import org.junit.jupiter.api.Test;

/** The mail that tells a donor of a statement. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class StatementMailTest {

    @Inject GiftsOfAYear gifts;
    @Inject WriteDocuments documents;

    private static List<MimeMessage> mailsTo(String address) {
        return Arrays.stream(TestDatabase.mailServer().getReceivedMessages())
                .filter(it -> isTo(it, address))
                .toList();
    }

    private static boolean isTo(MimeMessage mail, String address) {
        try {
            return mail.getAllRecipients()[0].toString().contains(address);
        } catch (jakarta.mail.MessagingException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private static MimeMessage awaitMail(String address, int number) throws InterruptedException {
        for (int i = 0; i < 300 && mailsTo(address).size() < number; i++) {
            Thread.sleep(50);
        }
        assertEquals(number, mailsTo(address).size());
        return mailsTo(address).get(number - 1);
    }

    @Test
    void leads_to_the_portal_once_the_document_is_written_and_again_when_staff_ask()
            throws Exception {
        UUID donor = gifts.donor("DE", "Paula", "Post");
        gifts.gift(donor, "DE", "EUR", 12_345, "2001-05-04T10:00:00Z");
        String number =
                TestStaff.as("finance", "DE")
                        .contentType(ContentType.JSON)
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .body(Map.of("donor", donor, "office", "DE", "year", 2001, "mails", true))
                        .post("/v1/staff/tax-statements")
                        .then()
                        .statusCode(201)
                        .extract()
                        .path("number");
        documents.run();
        MimeMessage mail = awaitMail(GiftsOfAYear.mail(donor), 1);
        assertEquals("Ihre Zuwendungsbestätigung für 2001 (" + number + ")", mail.getSubject());
        String text = text(mail);
        assertTrue(text.contains("123,45"), text);
        assertTrue(text.contains("/dev/mailbox"), "the portal's page of the sandbox");
        assertFalse(text.contains("application/pdf"), "the document stays in the portal");
        TestStaff.as("finance", "DE")
                .post("/v1/staff/tax-statements/" + number + "/deliveries")
                .then()
                .statusCode(202);
        assertEquals(mail.getSubject(), awaitMail(GiftsOfAYear.mail(donor), 2).getSubject());
        TestStaff.as("finance", "DE")
                .get("/v1/staff/tax-statements/" + number)
                .then()
                .body("mail", org.hamcrest.Matchers.oneOf("DELIVERED", "PENDING"));
        given().get("/v1/staff/tax-statements/" + number).then().statusCode(401);
    }

    private static String text(MimeMessage mail) throws Exception {
        java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
        mail.writeTo(out);
        String raw = out.toString(java.nio.charset.StandardCharsets.UTF_8);
        return raw.contains("quoted-printable")
                ? raw.replace("=\r\n", "").replace("=2C", ",").replace("=C2=A0", " ")
                : raw;
    }
}
