package org.almoner.portal;

import static org.almoner.portal.PortalCalls.address;
import static org.almoner.portal.PortalCalls.as;
import static org.almoner.portal.PortalCalls.nothingHere;
import static org.almoner.portal.PortalCalls.with;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.almoner.TestDatabase;
import org.almoner.access.SignedIn;
import org.almoner.wizard.GivenGifts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a donor sees of gifts, over HTTP. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class MyGiftsTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Inject SeededHistory seeded;

    private String address;

    @BeforeEach
    void somebody() {
        address = address();
    }

    @Nested
    class OneGift {

        @Test
        void is_told_in_the_donors_language_with_its_receipt() {
            String gift = GivenGifts.forCampaign(address, "freedom-week");
            as(address)
                    .get("/v1/me/gifts/" + gift)
                    .then()
                    .statusCode(200)
                    .header("Cache-Control", "no-store")
                    .body("id", equalTo(gift))
                    .body("amount.minor", equalTo(2500))
                    .body("status", equalTo("RECEIVED"))
                    .body("statusText", startsWith("Ihre Spende ist angekommen"))
                    .body("madeAt", notNullValue())
                    .body("settledAt", notNullValue())
                    .body("office.code", equalTo("DE"))
                    .body("office.name", notNullValue())
                    .body("campaign.slug", equalTo("freedom-week"))
                    .body("campaign.name", equalTo("Woche der Freiheit"))
                    .body("method.code", equalTo("SANDBOX"))
                    .body("method.name", startsWith("Testzahlung"))
                    .body("receipt.number", startsWith("DE-"))
                    .body("receipt.issuedOn", equalTo(LocalDate.now(BERLIN).toString()))
                    .body("reversed", nullValue())
                    .body("recurringGift", nullValue());
        }

        @Test
        void that_waits_for_a_transfer_says_so_and_has_no_receipt() {
            String gift = GivenGifts.byTransfer(address);
            as(address)
                    .get("/v1/me/gifts/" + gift)
                    .then()
                    .statusCode(200)
                    .body("status", equalTo("PENDING"))
                    .body("statusText", startsWith("Wir warten auf Ihre Überweisung"))
                    .body("settledAt", nullValue())
                    .body("receipt", nullValue());
        }

        @Test
        void that_is_an_instalment_names_its_recurring_gift_and_the_masked_method() {
            String agreement = GivenGifts.monthly(address, "SUCCEEDS", Map.of());
            as(address)
                    .get("/v1/me/gifts")
                    .then()
                    .statusCode(200)
                    .body("items", hasSize(1))
                    .body("items[0].recurringGift.id", equalTo(agreement))
                    .body("items[0].recurringGift.instalment", equalTo(1))
                    .body("items[0].method.label", matchesPattern(".*•••• [0-9]{4}"));
        }

        @Test
        void of_somebody_else_an_unknown_one_and_no_id_are_answered_alike() {
            String theirs = GivenGifts.once(address(), "SUCCEEDS");
            GivenGifts.once(address, "SUCCEEDS");
            String token = SignedIn.at(address);
            for (String path : List.of("/v1/me/gifts/%s", "/v1/me/gifts/%s/receipt-deliveries")) {
                List<Map<String, Object>> answers = new ArrayList<>();
                for (String id : List.of(theirs, UUID.randomUUID().toString(), "nothing")) {
                    String at = path.formatted(id);
                    Response answer =
                            path.endsWith("%s") ? with(token).get(at) : with(token).post(at);
                    answers.add(nothingHere(answer));
                }
                assertEquals(answers.get(0), answers.get(1));
                assertEquals(answers.get(0), answers.get(2));
            }
        }

        @Test
        void is_nobodys_business_without_a_token() {
            String gift = GivenGifts.once(address, "SUCCEEDS");
            for (String path : List.of("/gifts", "/gifts/" + gift, "/giving-summary")) {
                io.restassured.RestAssured.given().get("/v1/me" + path).then().statusCode(401);
                org.almoner.TestStaff.as("admin", "*").get("/v1/me" + path).then().statusCode(403);
            }
        }
    }

    @Nested
    class TheHistory {

        private final Instant latest =
                Instant.now().truncatedTo(java.time.temporal.ChronoUnit.SECONDS).minusSeconds(60);
        private UUID donor;
        private String token;

        @BeforeEach
        void somebodyWithAHistory() {
            donor = seeded.donorOf(GivenGifts.once(address, "SUCCEEDS"));
            token = SignedIn.at(address);
        }

        @AfterEach
        void nothingIsLeftBehind() {
            seeded.remove(donor);
        }

        @Test
        void is_paged_newest_first_and_holds_each_gift_once() {
            seeded.gifts(donor, 120, latest);
            List<String> ids = new ArrayList<>();
            List<String> times = new ArrayList<>();
            String cursor = null;
            int pages = 0;
            do {
                var call = with(token).queryParam("limit", 50);
                JsonPath page =
                        (cursor == null ? call : call.queryParam("cursor", cursor))
                                .get("/v1/me/gifts")
                                .then()
                                .statusCode(200)
                                .extract()
                                .jsonPath();
                ids.addAll(page.getList("items.id"));
                times.addAll(page.getList("items.madeAt"));
                cursor = page.getString("nextCursor");
                pages++;
            } while (cursor != null);
            assertEquals(3, pages);
            assertEquals(121, ids.size());
            assertEquals(121, ids.stream().distinct().count());
            List<String> sorted = new ArrayList<>(times);
            sorted.sort(java.util.Comparator.comparing(Instant::parse).reversed());
            assertEquals(sorted, times);
        }

        @Test
        void knows_only_gifts_of_the_days_and_the_campaign_asked_for() {
            Instant justBefore = Instant.parse("2023-12-31T22:59:59Z");
            seeded.gifts(donor, 1, justBefore);
            seeded.gifts(donor, 1, justBefore.plusSeconds(1)); // the year has begun in Berlin
            assertEquals(1, found("from", "2024-01-01", "to", "2024-01-01"));
            assertEquals(1, found("from", "2023-12-31", "to", "2023-12-31"));
            assertEquals(2, found("from", "2023-12-31", "to", "2024-01-01"));
            assertEquals(3, found());
            assertEquals(0, found("campaign", "freedom-week"));
            GivenGifts.forCampaign(address, "freedom-week");
            assertEquals(1, found("campaign", "freedom-week"));
        }

        private int found(String... query) {
            var call = with(token);
            for (int i = 0; i < query.length; i += 2) {
                call = call.queryParam(query[i], query[i + 1]);
            }
            return call.get("/v1/me/gifts")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath()
                    .getList("items")
                    .size();
        }

        @Test
        void is_summed_up_by_the_years_of_the_office_without_what_flowed_back() {
            Instant justBefore = Instant.parse("2023-12-31T22:59:59Z");
            seeded.gifts(donor, 2, justBefore);
            seeded.gifts(donor, 1, justBefore.plusSeconds(1));
            seeded.gifts(donor, 1, Instant.parse("2022-05-05T10:00:00Z"));
            seeded.reverse(donor, justBefore, 400);
            seeded.reverse(donor, Instant.parse("2022-05-05T10:00:00Z"), 1000);
            int thisYear = LocalDate.now(BERLIN).getYear();
            GivenGifts.byTransfer(address);
            with(token)
                    .get("/v1/me/giving-summary")
                    .then()
                    .statusCode(200)
                    .body("years.year", contains(thisYear, 2024, 2023))
                    .body("years.given.minor", contains(2500, 1000, 1600))
                    .body("years.gifts", contains(1, 1, 2))
                    .body("totals", hasSize(1))
                    .body("totals[0].given.minor", equalTo(5100))
                    .body("totals[0].given.currency", equalTo("EUR"))
                    .body("totals[0].gifts", equalTo(4));
        }

        @Test
        void costs_the_same_statements_whether_it_is_long_or_short() {
            for (String path : List.of("/gifts", "/gifts?limit=100", "/giving-summary")) {
                int few = statements(path);
                seeded.gifts(donor, 1000, latest);
                int many = statements(path);
                seeded.remove(donor);
                System.out.println("STATEMENTS " + path + ": " + few + ", " + many);
                assertEquals(few, many, path);
                assertTrue(many <= 4, path + " takes " + many);
            }
        }

        private int statements(String path) {
            int calls = 41; // prime: jobs work in slices, and no slice is a multiple of it
            with(token).get("/v1/me" + path).then().statusCode(200);
            seeded.beginCounting();
            for (int i = 0; i < calls; i++) {
                with(token).get("/v1/me" + path).then().statusCode(200);
            }
            int each = seeded.statementsOfEach(calls);
            assertTrue(each > 0, "statements are counted");
            return each;
        }

        @ParameterizedTest
        @CsvSource({
            "from, yesterday, query:from, not_a_day",
            "to, 2026-02-30, query:to, not_a_day",
            "from, 0000-01-01, query:from, not_a_day",
            "campaign, no-such-campaign, query:campaign, unknown_campaign",
            "limit, 101, query:limit, out_of_range",
            "limit, -1, query:limit, out_of_range",
            "cursor, bm90aGluZw, query:cursor, unknown_cursor"
        })
        void refuses_questions_nobody_can_answer_by_name(
                String name, String value, String pointer, String code) {
            with(token)
                    .queryParam(name, value)
                    .get("/v1/me/gifts")
                    .then()
                    .statusCode(400)
                    .body("violations.pointer", contains(pointer))
                    .body("violations.code", contains(code));
        }

        @Test
        void refuses_days_in_the_wrong_order() {
            with(token)
                    .queryParam("from", "2026-02-02")
                    .queryParam("to", "2026-02-01")
                    .get("/v1/me/gifts")
                    .then()
                    .statusCode(400)
                    .body("violations.code", contains("before_from"));
        }

        @Test
        void holds_what_the_person_gave_under_another_address_too() {
            GivenGifts.onceAfterMoving(address);
            String again = SignedIn.at(address);
            with(again).get("/v1/me/gifts").then().body("items", hasSize(2));
            with(again)
                    .get("/v1/me/giving-summary")
                    .then()
                    .body("totals[0].given.minor", equalTo(5000));
        }

        @Test
        void is_told_in_the_language_the_person_reads() {
            seeded.run(
                    "UPDATE donor_account SET locale = 'fr' WHERE id = ?",
                    SignedIn.account(address).value());
            with(token)
                    .get("/v1/me/gifts")
                    .then()
                    .body("items[0].statusText", startsWith("Votre don est arrivé."));
        }

        @Test
        void shows_nothing_of_other_people() {
            String other = address();
            GivenGifts.byTransfer(other);
            as(other).get("/v1/me/gifts").then().body("items", hasSize(1));
            as(other).get("/v1/me/giving-summary").then().body("years", empty());
            with(token).get("/v1/me/gifts").then().body("items", hasSize(1));
        }
    }

    @Nested
    class TheReceipt {

        @Test
        void is_sent_again_three_times_a_day_and_then_refused() throws Exception {
            String gift = GivenGifts.once(address, "SUCCEEDS");
            String token = SignedIn.at(address);
            String number = with(token).get("/v1/me/gifts/" + gift).path("receipt.number");
            for (int i = 0; i < 3; i++) {
                with(token)
                        .post("/v1/me/gifts/" + gift + "/receipt-deliveries")
                        .then()
                        .statusCode(202)
                        .body("receiptNumber", equalTo(number));
            }
            with(token)
                    .post("/v1/me/gifts/" + gift + "/receipt-deliveries")
                    .then()
                    .statusCode(429)
                    .header("Retry-After", equalTo("3600"))
                    .body("code", equalTo("too-many-requests"));
            assertEquals(4, mailsTo(address, 4));
        }

        private int mailsTo(String recipient, int awaited) throws Exception {
            Instant deadline = Instant.now().plus(Duration.ofSeconds(20));
            int found = 0;
            while (found < awaited && Instant.now().isBefore(deadline)) {
                Thread.sleep(200);
                found = TestDatabase.mailServer().getReceivedMessagesForDomain(recipient).length;
            }
            return found;
        }

        @Test
        void cannot_be_sent_before_the_money_has_come() {
            String gift = GivenGifts.byTransfer(address);
            as(address)
                    .post("/v1/me/gifts/" + gift + "/receipt-deliveries")
                    .then()
                    .statusCode(409)
                    .body("code", equalTo("wrong-state"));
        }
    }
}
