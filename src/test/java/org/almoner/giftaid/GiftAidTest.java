package org.almoner.giftaid;

import static org.almoner.giftaid.BritishGifts.clerk;
import static org.almoner.giftaid.BritishGifts.declare;
import static org.almoner.giftaid.BritishGifts.keyed;
import static org.almoner.giftaid.BritishGifts.paper;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.miachm.sods.Sheet;
import com.github.miachm.sods.SpreadSheet;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.almoner.TestDatabase;
import org.almoner.TestStaff;
import org.almoner.selfcheck.SelfCheck;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Gift Aid from the declaration to HMRC, over HTTP. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class GiftAidTest {

    private static final ZoneId LONDON = ZoneId.of("Europe/London");

    @Inject BritishGifts gifts;
    @Inject MakeClaims make;
    @Inject GiftAidHistory history;
    @Inject SelfCheck selfCheck;

    /** What a test left open would be in the way of the next one. */
    @AfterEach
    void no_claim_stays_open() {
        List<String> open =
                clerk().get("/v1/staff/gift-aid-claims?limit=100")
                        .then()
                        .extract()
                        .jsonPath()
                        .getList("items.findAll { it.state in ['MAKING', 'DRAFT'] }.id");
        open.forEach(
                it ->
                        clerk().post("/v1/staff/gift-aid-claims/" + it + "/cancellation")
                                .then()
                                .statusCode(200));
        assertEquals(
                List.of(),
                selfCheck.run().invariants().stream()
                        .filter(it -> List.of("I18", "I19", "I20").contains(it.id()))
                        .flatMap(it -> it.offenders().stream())
                        .toList());
    }

    private static String today() {
        return LocalDate.now(LONDON).toString();
    }

    private static String daysAgo(int days) {
        return LocalDate.now(LONDON).minusDays(days).toString();
    }

    private static String noon(int daysAgo) {
        return daysAgo(daysAgo) + "T12:00:00Z";
    }

    private String claim() {
        String id =
                keyed(clerk())
                        .body(Map.of("office", "GB"))
                        .post("/v1/staff/gift-aid-claims")
                        .then()
                        .statusCode(201)
                        .body("state", equalTo("MAKING"))
                        .extract()
                        .path("id");
        make.run();
        return id;
    }

    private static ValidatableResponse submit(String claim) {
        return clerk().contentType(ContentType.JSON)
                .body(Map.of("submittedOn", today(), "reference", "XR-1"))
                .post("/v1/staff/gift-aid-claims/" + claim + "/submission")
                .then();
    }

    private static JsonPath claimed(String claim) {
        return clerk().get("/v1/staff/gift-aid-claims/" + claim + "/gifts?limit=100")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static String reason(UUID gift) {
        return clerk().get("/v1/staff/gift-aid-preview/left-out?office=GB&limit=100")
                .then()
                .statusCode(200)
                .extract()
                .path("items.find { it.gift == '" + gift + "' }?.reason");
    }

    @Test
    void a_box_that_is_ticked_with_a_gift_declares_and_one_that_is_left_alone_does_not() {
        String address = BritishGifts.mail(UUID.randomUUID());
        UUID gift =
                UUID.fromString(
                        BritishGifts.give(BritishGifts.person(address), true)
                                .getString("donation"));
        UUID donor = donorOf(gift);
        clerk().get("/v1/staff/donors/" + donor + "/gift-aid-declarations")
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].channel", equalTo("WEB"))
                .body("items[0].text.id", equalTo("gb-gift-aid"))
                .body("items[0].declarant.lastName", equalTo("House-Martin"))
                .body("items[0].declarant.address", hasItem("12a Sample Street"))
                .body("items[0].declaredOn", equalTo(today()))
                .body(
                        "items[0].coversFrom",
                        equalTo(LocalDate.now(LONDON).minusYears(4).toString()))
                .body("items[0].countsAlready", equalTo(true));
        assertNotNull(history.covering(List.of(gift), LONDON).get(gift));
        assertTrue(receiptOf(gift).contains("giftAid"), "the receipt tells of it");

        BritishGifts.give(BritishGifts.person(address), true);
        assertEquals(1, declarationsOf(donor), "the same words with the same name and address");

        UUID other =
                UUID.fromString(
                        BritishGifts.give(
                                        BritishGifts.person(BritishGifts.mail(UUID.randomUUID())),
                                        false)
                                .getString("donation"));
        assertEquals(0, declarationsOf(donorOf(other)));
        assertNull(history.covering(List.of(other), LONDON).get(other));
    }

    private UUID donorOf(UUID gift) {
        return gifts.sql()
                .one(
                        "SELECT donor_id FROM donation WHERE id = ?",
                        row -> row.getObject(1, UUID.class),
                        gift)
                .orElseThrow();
    }

    private long declarationsOf(UUID donor) {
        return gifts.sql()
                .one(
                        "SELECT count(*) FROM gift_aid_declaration WHERE donor_id = ?",
                        row -> row.getLong(1),
                        donor)
                .orElseThrow();
    }

    private String receiptOf(UUID gift) {
        return gifts.sql()
                .one(
                        "SELECT jsonb_strip_nulls(snapshot)::text FROM receipt WHERE donation_id = ?",
                        row -> row.getString(1),
                        gift)
                .orElseThrow();
    }

    @Test
    void an_organisation_is_told_that_only_people_declare() {
        Map<String, Object> church =
                new HashMap<>(BritishGifts.person(BritishGifts.mail(UUID.randomUUID())));
        church.put("kind", "ORGANISATION");
        church.put("organisation", "Sample Church");
        church.put("consents", BritishGifts.answers(true));
        JsonPath draft =
                io.restassured.RestAssured.given()
                        .contentType(ContentType.JSON)
                        .body(
                                Map.of(
                                        "country", "GB",
                                        "locale", "en",
                                        "amount", Map.of("minor", 5_000, "currency", "GBP"),
                                        "cadence", "ONCE"))
                        .post("/v1/gift-drafts")
                        .jsonPath();
        BritishGifts.with(draft.getString("draftToken"))
                .body(church)
                .put("/v1/gift-drafts/" + draft.getString("id") + "/donor")
                .then()
                .statusCode(400)
                .body("violations.code", hasItem("only_for_persons"));
        UUID row = gifts.donor("ORGANISATION", "Contact");
        keyed(clerk())
                .body(paper(today()))
                .post("/v1/staff/donors/" + row + "/gift-aid-declarations")
                .then()
                .statusCode(400)
                .body("violations[0].pointer", equalTo("/donor"))
                .body("violations[0].code", equalTo("only_for_persons"));
    }

    @Test
    void gifts_are_claimed_once_with_the_rows_that_HMRC_wants() throws Exception {
        UUID donor = gifts.donor("PERSON", "House-Martin");
        UUID first = gifts.gift(donor, 3_333, noon(20));
        UUID second = gifts.gift(donor, 3_333, noon(19));
        UUID third = gifts.gift(donor, 3_333, noon(18));
        UUID without = gifts.gift(gifts.donor("PERSON", "Undeclared"), 1_000, noon(18));
        UUID church = gifts.gift(gifts.donor("ORGANISATION", "Contact"), 1_000, noon(18));
        UUID gone = gifts.gift(donor, 2_000, noon(18));
        gifts.flowsBack(gone, 2_000);
        assertEquals("NO_DECLARATION", reason(first));
        declare(donor, paper(daysAgo(10)));
        assertNull(reason(first));
        assertEquals("NO_DECLARATION", reason(without));
        assertEquals("NOT_A_PERSON", reason(church));
        assertEquals("NOTHING_LEFT", reason(gone));

        String claim = claim();
        JsonPath of = claimed(claim);
        for (UUID gift : List.of(first, second, third)) {
            assertEquals(3_333, of.getInt("items.find { it.gift == '" + gift + "' }.amount.minor"));
        }
        assertEquals(List.of(), of.getList("items.findAll { it.gift == '" + without + "' }"));
        JsonPath made =
                clerk().get("/v1/staff/gift-aid-claims/" + claim)
                        .then()
                        .statusCode(200)
                        .body("state", equalTo("DRAFT"))
                        .extract()
                        .jsonPath();
        assertEquals(
                Math.round(made.getInt("total.minor") * 0.25 + 0.001), made.getInt("tax.minor"));

        NamedCsvRecord row = rowOf(claim, "House Martin", "99.99");
        assertEquals("Dr", row.getField("Title"));
        assertEquals("Alex", row.getField("First name"));
        assertEquals("12a", row.getField("House name or number"));
        assertEquals("SW1A 1AA", row.getField("Postcode"));
        assertEquals("", row.getField("Aggregated donations"));
        assertEquals(ScheduleLine.day(LocalDate.parse(daysAgo(18))), row.getField("Donation date"));
        Sheet sheet = sheetOf(claim);
        assertEquals("R68GAD_V1_00_0_EN", sheet.getName());
        assertEquals("Item", sheet.getRange(22, 1).getValue());
        assertEquals(1.0, ((Number) sheet.getRange(24, 1).getValue()).doubleValue());
        assertEquals(
                ScheduleLine.day(LocalDate.parse(made.getString("earliest"))),
                sheet.getRange(12, 3).getValue());

        submit(claim).statusCode(200).body("state", equalTo("SUBMITTED"));
        submit(claim).statusCode(409);
        clerk().post("/v1/staff/gift-aid-claims/" + claim + "/cancellation").then().statusCode(409);
        keyed(clerk())
                .body(Map.of("office", "GB"))
                .post("/v1/staff/gift-aid-claims")
                .then()
                .statusCode(409)
                .body("detail", containsString("no gift"));

        // One gift comes back in part, the declaration of the others turns out to be a mistake
        // later.
        gifts.flowsBack(second, 1_333);
        overclaimed(333);
        String next = claim();
        clerk().get("/v1/staff/gift-aid-claims/" + next)
                .then()
                .body("gifts", equalTo(0))
                .body("overclaimed.minor", equalTo(333));
        assertEquals(
                3.33, ((Number) sheetOf(next).getRange(16, 3).getValue()).doubleValue(), 0.0001);
        submit(next).statusCode(200);
        overclaimed(0);
        gifts.flowsBack(second, 0);
        gifts.flowsBack(gone, 0);
    }

    private static void overclaimed(int minor) {
        clerk().get("/v1/staff/gift-aid-preview?office=GB")
                .then()
                .statusCode(200)
                .body("overclaimed.minor", equalTo(minor));
    }

    private static NamedCsvRecord rowOf(String claim, String lastName, String amount) {
        byte[] file =
                clerk().get("/v1/staff/gift-aid-claims/" + claim + "/schedules/1?format=CSV")
                        .then()
                        .statusCode(200)
                        .header("Content-Disposition", containsString(".csv"))
                        .extract()
                        .asByteArray();
        return CsvReader.builder()
                .ofNamedCsvRecord(new String(file, StandardCharsets.UTF_8))
                .stream()
                .filter(it -> it.getField("Last name").equals(lastName))
                .filter(it -> it.getField("Amount").equals(amount))
                .findFirst()
                .orElseThrow();
    }

    private static Sheet sheetOf(String claim) throws Exception {
        byte[] file =
                clerk().get("/v1/staff/gift-aid-claims/" + claim + "/schedules/1")
                        .then()
                        .statusCode(200)
                        .contentType("application/vnd.oasis.opendocument.spreadsheet")
                        .extract()
                        .asByteArray();
        return new SpreadSheet(new ByteArrayInputStream(file)).getSheet(0);
    }

    @Test
    void a_gift_that_comes_back_before_the_submission_stops_it() {
        UUID donor = gifts.donor("PERSON", "Early");
        UUID gift = gifts.gift(donor, 1_000, noon(30));
        declare(donor, paper(daysAgo(10)));
        String claim = claim();
        gifts.flowsBack(gift, 1);
        submit(claim).statusCode(409).body("detail", containsString("1 of its gifts"));
        gifts.flowsBack(gift, 0);
        submit(claim).statusCode(200);
    }

    @Test
    void a_cancelled_declaration_covers_what_came_before_and_one_never_made_covers_nothing() {
        UUID donor = gifts.donor("PERSON", "Leaver");
        UUID before = gifts.gift(donor, 1_000, daysAgo(10) + "T00:30:00Z");
        UUID after = gifts.gift(donor, 1_000, noon(9));
        String declaration = declare(donor, paper(daysAgo(40)));
        clerk().contentType(ContentType.JSON)
                .body(Map.of("from", daysAgo(9), "reason", "letter"))
                .post("/v1/staff/gift-aid-declarations/" + declaration + "/cancellation")
                .then()
                .statusCode(200)
                .body("cancelled.from", equalTo(daysAgo(9)))
                .body("cancelled.neverMade", equalTo(false));
        assertNull(reason(before));
        assertEquals("NO_DECLARATION", reason(after));
        clerk().contentType(ContentType.JSON)
                .body(Map.of("reason", "again"))
                .post("/v1/staff/gift-aid-declarations/" + declaration + "/cancellation")
                .then()
                .statusCode(409);

        String mistaken = declare(donor, paper(daysAgo(5)));
        assertNull(reason(after));
        String claim = claim();
        submit(claim).statusCode(200);
        overclaimed(0);
        clerk().contentType(ContentType.JSON)
                .body(Map.of("neverMade", true, "reason", "wrong person"))
                .post("/v1/staff/gift-aid-declarations/" + mistaken + "/cancellation")
                .then()
                .statusCode(200)
                .body("cancelled.neverMade", equalTo(true));
        overclaimed(250);
        String back = claim();
        submit(back).statusCode(200);
        overclaimed(0);
    }

    @Test
    void a_declaration_covers_its_days_to_the_second_in_london() {
        UUID donor = gifts.donor("PERSON", "Midnight");
        String day = daysAgo(50);
        LocalDate first = LocalDate.parse(day);
        UUID late =
                gifts.gift(
                        donor,
                        100,
                        first.atStartOfDay(LONDON).minusSeconds(1).toInstant().toString());
        UUID on = gifts.gift(donor, 100, first.atStartOfDay(LONDON).toInstant().toString());
        Map<String, Object> only = paper(day);
        only.put("pastYears", 0);
        declare(donor, only);
        assertEquals("NO_DECLARATION", reason(late));
        assertNull(reason(on));
        UUID single = gifts.donor("PERSON", "Single");
        UUID one = gifts.gift(single, 100, noon(60));
        UUID two = gifts.gift(single, 100, noon(60));
        Map<String, Object> forOne = paper(today());
        forOne.put("pastYears", 0);
        forOne.put("gift", one);
        declare(single, forOne);
        assertNull(reason(one));
        assertEquals("NO_DECLARATION", reason(two));
    }

    @Test
    void a_person_declares_for_all_his_records() {
        UUID one = gifts.donor("PERSON", "Joined");
        UUID other = gifts.donor("PERSON", "Joined");
        UUID gift = gifts.gift(other, 700, noon(33));
        declare(one, paper(today()));
        assertEquals("NO_DECLARATION", reason(gift));
        gifts.join(one, other);
        assertNull(reason(gift));
    }

    @Test
    void a_gift_counts_up_to_the_limits_for_what_its_donor_got_back() {
        UUID donor = gifts.donor("PERSON", "Guest");
        UUID small = gifts.gift(donor, 10_000, noon(21));
        UUID large = gifts.gift(donor, 20_000, noon(21));
        UUID huge = gifts.gift(donor, 90_000_00, noon(21));
        declare(donor, paper(daysAgo(5)));
        back(small, 2_500, null);
        back(small, 2_501, "BENEFIT_TOO_HIGH");
        back(large, 3_000, null);
        back(large, 3_001, "BENEFIT_TOO_HIGH");
        back(huge, 250_000, null);
        back(huge, 250_001, "BENEFIT_TOO_HIGH");
        back(small, 100, null);
        String claim = claim();
        back(small, 9_000, null);
        submit(claim).statusCode(409);
        back(small, 100, null);
        submit(claim).statusCode(200);
        overclaimed(0);
        back(small, 9_000, null);
        overclaimed(2_500);
        String next = claim();
        submit(next).statusCode(200);
        overclaimed(0);
    }

    private void back(UUID gift, long pence, String reason) {
        keyed(clerk())
                .body(
                        Map.of(
                                "description",
                                "A dinner",
                                "value",
                                Map.of("minor", pence, "currency", "GBP")))
                .put("/v1/staff/gifts/" + gift + "/benefit")
                .then()
                .statusCode(200);
        assertEquals(reason, reason(gift));
    }

    @Test
    void input_that_breaks_a_rule_is_refused_with_its_field() {
        UUID donor = gifts.donor("PERSON", "Refused");
        refused(donor, "declaredOn", LocalDate.now(LONDON).plusDays(1).toString(), "out_of_range");
        refused(donor, "declaredOn", "2001-01-01", "out_of_range");
        refused(donor, "pastYears", 5, null);
        refused(donor, "evidence", "  ", null);
        refused(donor, "evidence", "a\nb", null);
        refused(donor, "channel", "WEB", "not_by_staff");
        refused(donor, "recorded", true, "only_spoken");
        refused(donor, "gift", UUID.randomUUID().toString(), "too_far_back");
        assertEquals(0, declarationsOf(donor));
        keyed(TestStaff.as("finance", "DE"))
                .body(paper(today()))
                .post("/v1/staff/donors/" + donor + "/gift-aid-declarations")
                .then()
                .statusCode(404);
        clerk().get("/v1/staff/gift-aid-preview").then().statusCode(400);
        clerk().get("/v1/staff/gift-aid-preview?office=GB&until=" + today()).then().statusCode(400);
        clerk().get("/v1/staff/gift-aid-preview?office=GB&until=soon").then().statusCode(400);
        clerk().get("/v1/staff/gift-aid-preview/left-out?office=GB&reason=X")
                .then()
                .statusCode(400);
        clerk().get("/v1/staff/gift-aid-preview?office=DE").then().statusCode(404);
        TestStaff.as("finance", "DE")
                .get("/v1/staff/gift-aid-preview?office=DE")
                .then()
                .statusCode(409)
                .body("detail", containsString("does not claim"));
    }

    private static void refused(UUID donor, String field, Object value, String code) {
        Map<String, Object> declaration = paper(today());
        declaration.put(field, value);
        ValidatableResponse answer =
                keyed(clerk())
                        .body(declaration)
                        .post("/v1/staff/donors/" + donor + "/gift-aid-declarations")
                        .then()
                        .statusCode(400)
                        .body(
                                "violations.pointer",
                                hasItem(
                                        containsString(
                                                field.equals("gift") ? "pastYears" : field)));
        if (code != null) {
            answer.body("violations.code", hasItem(code));
        }
    }

    @Test
    void of_many_who_ask_at_once_one_gets_a_claim_and_a_second_try_with_its_key_the_same()
            throws Exception {
        UUID donor = gifts.donor("PERSON", "Crowd");
        gifts.gift(donor, 1_000, noon(30));
        declare(donor, paper(daysAgo(10)));
        ExecutorService many = Executors.newFixedThreadPool(6);
        try {
            Callable<Integer> ask =
                    () ->
                            keyed(clerk())
                                    .body(Map.of("office", "GB"))
                                    .post("/v1/staff/gift-aid-claims")
                                    .statusCode();
            List<Future<Integer>> answers = many.invokeAll(List.of(ask, ask, ask, ask, ask, ask));
            int made = 0;
            for (Future<Integer> answer : answers) {
                made += answer.get() == 201 ? 1 : 0;
                assertTrue(List.of(201, 409).contains(answer.get()), "answered " + answer.get());
            }
            assertEquals(1, made);
        } finally {
            many.shutdownNow();
        }
        clerk().get("/v1/staff/gift-aid-claims?office=GB")
                .then()
                .body("items[0].state", equalTo("MAKING"))
                .body("items[0].total", nullValue());
        String open = clerk().get("/v1/staff/gift-aid-claims?office=GB").path("items[0].id");
        clerk().get("/v1/staff/gift-aid-claims/" + open + "/schedules/1").then().statusCode(409);
        ExecutorService nodes = Executors.newFixedThreadPool(3);
        try {
            Callable<Integer> node = make::run;
            nodes.invokeAll(List.of(node, node, node)).forEach(GiftAidTest::get);
        } finally {
            nodes.shutdownNow();
        }
        clerk().get("/v1/staff/gift-aid-claims/" + open)
                .then()
                .body("state", equalTo("DRAFT"))
                .body("total.minor", notNullValue());
        clerk().get("/v1/staff/gift-aid-claims/" + open + "/schedules/2").then().statusCode(404);
        TestStaff.as("finance", "DE")
                .get("/v1/staff/gift-aid-claims/" + open)
                .then()
                .statusCode(404);
        TestStaff.as("finance", "DE")
                .get("/v1/staff/gift-aid-claims")
                .then()
                .body("items.id", not(hasItem(open)));
    }

    private static int get(Future<Integer> answer) {
        try {
            return answer.get();
        } catch (InterruptedException | java.util.concurrent.ExecutionException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
