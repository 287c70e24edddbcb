package org.almoner.giftaid;

import static io.restassured.RestAssured.given;
import static org.almoner.giftaid.BritishGifts.clerk;
import static org.almoner.giftaid.BritishGifts.declare;
import static org.almoner.giftaid.BritishGifts.paper;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import jakarta.mail.internet.MimeMessage;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.almoner.TestDatabase;
import org.almoner.TestStaff;
import org.almoner.access.SignedIn;
import org.junit.jupiter.api.Test;

/** Declarations by telephone and in the portal, and what is left of them after an erasure. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class DeclarationsTest {

    private static final ZoneId LONDON = ZoneId.of("Europe/London");

    @Inject BritishGifts gifts;
    @Inject GiftAidHistory history;

    private static String today() {
        return LocalDate.now(LONDON).toString();
    }

    private static Map<String, Object> spoken() {
        Map<String, Object> spoken = paper(today());
        spoken.put("channel", "ORAL");
        return spoken;
    }

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

    private static String text(MimeMessage mail) throws Exception {
        var parts = (jakarta.mail.internet.MimeMultipart) mail.getContent();
        return parts.getBodyPart(0).getContent().toString();
    }

    @Test
    void a_spoken_declaration_counts_once_its_written_record_has_left() throws Exception {
        UUID donor = gifts.donor("PERSON", "Caller");
        UUID gift = gifts.gift(donor, 1_000, today() + "T00:30:00Z");
        String id = declare(donor, spoken());
        String address = BritishGifts.mail(donor);
        for (int i = 0;
                i < 400 && history.find(UUID.fromString(id)).orElseThrow().recordSentOn() == null;
                i++) {
            Thread.sleep(50);
        }
        assertEquals(1, mailsTo(address).size());
        String text = text(mailsTo(address).get(0)).replaceAll("\\s+", " ");
        for (String part :
                List.of(
                        "Dr Alex Caller",
                        "12a Sample Street, London SW1A 1AA",
                        "I am a UK taxpayer and understand that if I pay less Income Tax and/or"
                                + " Capital Gains Tax in the current tax year than the amount of Gift"
                                + " Aid claimed on all my donations it is my responsibility to pay"
                                + " any difference.",
                        "within 30 days",
                        "Declared on",
                        "This record was sent on")) {
            assertTrue(text.contains(part), part + " in " + text);
        }
        assertEquals(1, history.covering(List.of(gift), LONDON).size());
        clerk().contentType(ContentType.JSON)
                .body(Map.of("sentOn", today()))
                .post("/v1/staff/gift-aid-declarations/" + id + "/written-record")
                .then()
                .statusCode(409);
    }

    @Test
    void whoever_has_no_mailbox_gets_the_record_by_post_and_a_recorded_call_needs_none() {
        UUID donor = gifts.donor("PERSON", "Postal");
        UUID gift = gifts.gift(donor, 1_000, LocalDate.now(LONDON).minusDays(2) + "T12:00:00Z");
        gifts.sql()
                .write(
                        "UPDATE donor SET email = ? WHERE id = ?",
                        org.almoner.donor.EmailAddress.NOBODY.value(),
                        donor);
        String id = declare(donor, spoken());
        assertEquals(Map.of(), history.covering(List.of(gift), LONDON));
        clerk().get(
                        "/v1/staff/gift-aid-preview/left-out?office=GB&reason=RECORD_NOT_SENT&limit=100")
                .then()
                .body("items.find { it.gift == '" + gift + "' }.donor", equalTo(donor.toString()));
        clerk().contentType(ContentType.JSON)
                .body(Map.of("sentOn", LocalDate.now(LONDON).plusDays(1).toString()))
                .post("/v1/staff/gift-aid-declarations/" + id + "/written-record")
                .then()
                .statusCode(400)
                .body("violations[0].pointer", equalTo("/sentOn"));
        clerk().contentType(ContentType.JSON)
                .body(Map.of("sentOn", today()))
                .post("/v1/staff/gift-aid-declarations/" + id + "/written-record")
                .then()
                .statusCode(200)
                .body("countsAlready", equalTo(true));
        assertEquals(1, history.covering(List.of(gift), LONDON).size());

        UUID heard = gifts.donor("PERSON", "Heard");
        UUID other = gifts.gift(heard, 1_000, LocalDate.now(LONDON).minusDays(2) + "T12:00:00Z");
        Map<String, Object> recorded = spoken();
        recorded.put("recorded", true);
        declare(heard, recorded);
        assertEquals(1, history.covering(List.of(other), LONDON).size());
    }

    private static RequestSpecification donor(String token) {
        return given().contentType(ContentType.JSON).auth().oauth2(token);
    }

    @Test
    void in_the_portal_a_donor_reads_the_words_declares_with_them_and_cancels() {
        String address = BritishGifts.mail(UUID.randomUUID());
        String gift = BritishGifts.give(BritishGifts.person(address), false).getString("donation");
        String token = SignedIn.at(address);
        JsonPath words =
                donor(token)
                        .get("/v1/me/gift-aid?locale=de")
                        .then()
                        .statusCode(200)
                        .body("declarations", hasSize(0))
                        .body("wording.text", containsString("I am a UK taxpayer"))
                        .body("wording.locale", equalTo("de"))
                        .extract()
                        .jsonPath();
        donor(token)
                .get("/v1/me/consents")
                .then()
                .body("items.findAll { it.purpose == 'GIFT_AID' }", hasSize(0));
        Map<String, Object> wish =
                new HashMap<>(
                        Map.of(
                                "text",
                                words.getString("wording.id"),
                                "version",
                                words.getInt("wording.version"),
                                "locale",
                                "de",
                                "declared",
                                true));
        for (var wrong :
                List.of(
                        Map.entry("declared", (Object) false),
                        Map.entry("version", (Object) 99),
                        Map.entry("text", (Object) "gb-privacy"),
                        Map.entry("locale", (Object) "xx"))) {
            Map<String, Object> bad = new HashMap<>(wish);
            bad.put(wrong.getKey(), wrong.getValue());
            donor(token)
                    .body(bad)
                    .post("/v1/me/gift-aid-declarations")
                    .then()
                    .statusCode(400)
                    .body("violations[0].pointer", equalTo("/" + wrong.getKey()));
        }
        String id =
                donor(token)
                        .body(wish)
                        .post("/v1/me/gift-aid-declarations")
                        .then()
                        .statusCode(201)
                        .body("declarations", hasSize(1))
                        .body("declarations[0].cancelledFrom", nullValue())
                        .extract()
                        .path("declarations[0].id");
        assertEquals(
                1,
                history.covering(List.of(UUID.fromString(gift)), LONDON).size(),
                "four years back");
        donor(token)
                .body(wish)
                .post("/v1/me/gift-aid-declarations")
                .then()
                .body("declarations", hasSize(1));
        donor(token)
                .post("/v1/me/gift-aid-declarations/" + id + "/cancellation")
                .then()
                .statusCode(200)
                .body("cancelledFrom", equalTo(today()));
        donor(token)
                .post("/v1/me/gift-aid-declarations/" + id + "/cancellation")
                .then()
                .statusCode(409);
        assertEquals(0, history.covering(List.of(UUID.fromString(gift)), LONDON).size());
        donor(token)
                .body(wish)
                .post("/v1/me/gift-aid-declarations")
                .then()
                .statusCode(201)
                .body("declarations", hasSize(2));
    }

    @Test
    void an_erasure_forgets_a_declaration_nothing_was_claimed_on() {
        String address = BritishGifts.mail(UUID.randomUUID());
        BritishGifts.give(BritishGifts.person(address), true);
        String token = SignedIn.at(address);
        String id = donor(token).get("/v1/me/gift-aid").path("declarations[0].id");
        donor(token)
                .get("/v1/me/export")
                .then()
                .statusCode(200)
                .body("giftAidDeclarations[0].declarant.lastName", equalTo("House-Martin"));
        given().auth()
                .oauth2(token)
                .post("/v1/me/erasure")
                .then()
                .statusCode(org.hamcrest.Matchers.lessThan(300))
                .body("items.find { it.data == 'GIFT_AID' }.outcome", equalTo("DELETED"));
        TestStaff.as("privacy", "GB")
                .get("/v1/staff/gift-aid-declarations?office=GB&limit=100")
                .then()
                .statusCode(200)
                .body("items.find { it.id == '" + id + "' }.declarant", nullValue());
    }
}
