package org.almoner.periodic;

import static org.almoner.periodic.DutchAgreements.clerk;
import static org.almoner.periodic.DutchAgreements.countersignature;
import static org.almoner.periodic.DutchAgreements.donor;
import static org.almoner.periodic.DutchAgreements.euros;
import static org.almoner.periodic.DutchAgreements.inForce;
import static org.almoner.periodic.DutchAgreements.offer;
import static org.almoner.periodic.DutchAgreements.post;
import static org.almoner.periodic.DutchAgreements.signature;
import static org.almoner.periodic.DutchAgreements.today;
import static org.almoner.periodic.DutchAgreements.wish;
import static org.almoner.periodic.DutchAgreements.year;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.almoner.TestDatabase;
import org.almoner.TestStaff;
import org.almoner.access.SignedIn;
import org.almoner.selfcheck.SelfCheck;
import org.almoner.wizard.Givers;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Agreements of periodic gifts over HTTP, from the wish to the end. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class PeriodicGiftsTest {

    @Inject DutchAgreements agreements;
    @Inject EndWhatIsOver end;
    @Inject SelfCheck selfCheck;

    private UUID person() {
        return agreements.gifts().donor("NL", "Sanne", "Voorbeeld");
    }

    private static Map<String, Object> with(Map<String, Object> body, String member, Object value) {
        Map<String, Object> changed = new HashMap<>(body);
        changed.put(member, value);
        return changed;
    }

    @Nested
    class ByStaff {

        @Test
        void an_agreement_is_offered_signed_countersigned_and_ended() {
            UUID donor = person();
            String id =
                    offer(donor, wish())
                            .then()
                            .statusCode(201)
                            .body("state", equalTo("OFFERED"))
                            .body("number", matchesPattern(year() + "[0-9]{6}"))
                            .body("terms.yearlyAmount.minor", equalTo(60_000))
                            .body("terms.lastYear", equalTo(year() + 4))
                            .extract()
                            .path("id");
            post(id, "countersignature", countersignature()).then().statusCode(409);
            post(id, "end", Map.of("reason", "GIVEN_UP", "endedOn", today().toString()))
                    .then()
                    .statusCode(409);
            post(id, "signature", with(signature(), "signedOn", today().plusDays(1).toString()))
                    .then()
                    .statusCode(400)
                    .body("violations[0].pointer", equalTo("/signedOn"));
            post(id, "signature", signature())
                    .then()
                    .statusCode(200)
                    .body("state", equalTo("SIGNED"));
            post(id, "signature", signature()).then().statusCode(409);
            post(id, "countersignature", countersignature())
                    .then()
                    .statusCode(200)
                    .body("state", equalTo("ACTIVE"))
                    .body("countersignature.function", equalTo("Penningmeester"));
            post(id, "cancellation", Map.of("reason", "no")).then().statusCode(409);
            post(id, "end", Map.of("reason", "JOB_LOSS", "endedOn", today().toString()))
                    .then()
                    .statusCode(400)
                    .body("violations[0].pointer", equalTo("/reason"))
                    .body("violations[0].code", equalTo("not_agreed"));
            post(id, "end", Map.of("reason", "GIVEN_UP", "endedOn", today().toString()))
                    .then()
                    .statusCode(200)
                    .body("state", equalTo("ENDED"))
                    .body("end.reason", equalTo("GIVEN_UP"));
            clerk().get("/v1/staff/periodic-gift-agreements/" + id)
                    .then()
                    .statusCode(200)
                    .body(
                            "events.kind",
                            equalTo(List.of("ENDED", "COUNTERSIGNED", "SIGNED", "OFFERED")));
            clerk().get("/v1/staff/donors/" + donor + "/periodic-gift-agreements")
                    .then()
                    .statusCode(200)
                    .body("items", hasSize(1));
            clerk().get("/v1/staff/periodic-gift-agreements?office=NL&state=ENDED&limit=100")
                    .then()
                    .statusCode(200)
                    .body("items.id", hasItem(id));
            TestStaff.as("privacy", "NL")
                    .get("/v1/staff/audit-trail?limit=100")
                    .then()
                    .statusCode(200)
                    .body("items.action", hasItem("periodic-gift.countersigned"))
                    .body("items.object", hasItem("periodic-gift-agreement/" + id));
        }

        @Test
        void what_the_law_does_not_allow_is_refused_with_the_rule() {
            UUID donor = person();
            for (var wrong :
                    List.of(
                            Map.entry("years", (Object) 4),
                            Map.entry("years", (Object) 100),
                            Map.entry("firstYear", (Object) (year() - 1)),
                            Map.entry("firstYear", (Object) (year() + 3)),
                            Map.entry("otherPerson", (Object) "Ruben Ander"),
                            Map.entry("recurringGift", (Object) UUID.randomUUID().toString()))) {
                offer(donor, with(wish(), wrong.getKey(), wrong.getValue()))
                        .then()
                        .statusCode(400)
                        .body("violations[0].pointer", equalTo("/" + wrong.getKey()));
            }
            offer(donor, with(wish(), "deathOf", "OTHER"))
                    .then()
                    .statusCode(400)
                    .body("violations[0].pointer", equalTo("/otherPerson"));
            offer(donor, with(wish(), "yearlyAmount", Map.of("minor", 60_000, "currency", "USD")))
                    .then()
                    .statusCode(400)
                    .body("violations[0].pointer", equalTo("/yearlyAmount/currency"));
            clerk().noFilters()
                    .header("Idempotency-Key", UUID.randomUUID().toString())
                    .body(with(wish(), "bsn", "123456782"))
                    .post("/v1/staff/donors/" + donor + "/periodic-gift-agreements")
                    .then()
                    .statusCode(400);
            assertEquals(
                    0,
                    agreements
                            .gifts()
                            .count(
                                    "SELECT count(*) FROM periodic_gift_agreement WHERE donor_id = ?",
                                    donor));
        }

        @Test
        void it_is_for_persons_of_a_dutch_office_and_for_its_own_staff() {
            UUID german = agreements.gifts().donor("DE", "Erika", "Beispiel");
            TestStaff.as("finance", "DE")
                    .contentType(ContentType.JSON)
                    .header("Idempotency-Key", UUID.randomUUID().toString())
                    .body(wish())
                    .post("/v1/staff/donors/" + german + "/periodic-gift-agreements")
                    .then()
                    .statusCode(409);
            String id = offer(person(), wish()).then().statusCode(201).extract().path("id");
            for (String act : List.of("", "/pdf", "/signed-form")) {
                TestStaff.as("finance", "DE")
                        .get("/v1/staff/periodic-gift-agreements/" + id + act)
                        .then()
                        .statusCode(404);
            }
            UUID company = person();
            agreements
                    .sql()
                    .write(
                            "UPDATE donor SET kind = 'ORGANISATION', organisation = 'Voorbeeld BV'"
                                    + " WHERE id = ?",
                            company);
            offer(company, wish())
                    .then()
                    .statusCode(400)
                    .body("violations[0].code", equalTo("only_for_persons"));
        }

        @Test
        void the_signed_form_is_kept_once_its_number_is_covered() {
            String id = offer(person(), wish()).then().statusCode(201).extract().path("id");
            byte[] scan = "%PDF-1.7 signed".getBytes(StandardCharsets.US_ASCII);
            String path = "/v1/staff/periodic-gift-agreements/" + id;
            clerk().contentType("application/pdf")
                    .body("<html>".getBytes(StandardCharsets.US_ASCII))
                    .post(path + "/signed-forms")
                    .then()
                    .statusCode(400);
            String form =
                    clerk().contentType("application/pdf")
                            .body(scan)
                            .post(path + "/signed-forms")
                            .then()
                            .statusCode(201)
                            .extract()
                            .path("id");
            clerk().contentType("application/pdf")
                    .body(scan)
                    .post(path + "/signed-forms")
                    .then()
                    .statusCode(201)
                    .body("id", equalTo(form));
            post(id, "signature", with(signature(), "document", form))
                    .then()
                    .statusCode(400)
                    .body("violations[0].pointer", equalTo("/numberCovered"));
            Map<String, Object> covered = with(signature(), "numberCovered", true);
            post(id, "signature", with(covered, "document", UUID.randomUUID().toString()))
                    .then()
                    .statusCode(400)
                    .body("violations[0].pointer", equalTo("/document"));
            clerk().get(path + "/signed-form").then().statusCode(404);
            post(id, "signature", with(covered, "document", form)).then().statusCode(200);
            byte[] kept =
                    clerk().get(path + "/signed-form")
                            .then()
                            .statusCode(200)
                            .contentType("application/pdf")
                            .extract()
                            .asByteArray();
            assertEquals(
                    new String(scan, StandardCharsets.US_ASCII),
                    new String(kept, StandardCharsets.US_ASCII));
        }

        @Test
        void the_same_key_offers_once() {
            UUID donor = person();
            String key = UUID.randomUUID().toString();
            String path = "/v1/staff/donors/" + donor + "/periodic-gift-agreements";
            String first =
                    clerk().header("Idempotency-Key", key)
                            .body(wish())
                            .post(path)
                            .then()
                            .statusCode(201)
                            .extract()
                            .asString();
            String again =
                    clerk().header("Idempotency-Key", key)
                            .body(wish())
                            .post(path)
                            .then()
                            .statusCode(201)
                            .header("Idempotency-Replayed", "true")
                            .extract()
                            .asString();
            assertEquals(first, again);
            clerk().header("Idempotency-Key", key)
                    .body(with(wish(), "years", 6))
                    .post(path)
                    .then()
                    .statusCode(422);
        }
    }

    @Nested
    class Years {

        @Test
        void count_assigned_gifts_of_the_person_and_nothing_else() {
            UUID donor = person();
            String id = inForce(donor, wish());
            UUID early =
                    agreements
                            .gifts()
                            .gift(donor, "NL", "EUR", 5_000, today().minusDays(40) + "T10:00:00Z");
            UUID gift =
                    agreements.gifts().gift(donor, "NL", "EUR", 25_000, Instant.now(), "SANDBOX");
            UUID foreign =
                    agreements.gifts().gift(person(), "NL", "EUR", 100, Instant.now(), "SANDBOX");
            stands(id, 0, false);
            post(id, "gifts", Map.of("gift", gift.toString())).then().statusCode(200);
            post(id, "gifts", Map.of("gift", gift.toString())).then().statusCode(409);
            post(id, "gifts", Map.of("gift", early.toString())).then().statusCode(200);
            post(id, "gifts", Map.of("gift", foreign.toString()))
                    .then()
                    .statusCode(400)
                    .body("violations[0].pointer", equalTo("/gift"));
            stands(id, 25_000, false);
            UUID rest =
                    agreements.gifts().gift(donor, "NL", "EUR", 35_000, Instant.now(), "SANDBOX");
            post(id, "gifts", Map.of("gift", rest.toString())).then().statusCode(200);
            stands(id, 60_000, true);
            post(id, "gift-removals", Map.of("gift", rest.toString())).then().statusCode(200);
            post(id, "gift-removals", Map.of("gift", rest.toString())).then().statusCode(404);
            stands(id, 25_000, false);
        }

        private void stands(String id, int paid, boolean addsUp) {
            clerk().get("/v1/staff/periodic-gift-agreements/" + id)
                    .then()
                    .statusCode(200)
                    .body("thisYear.paid.minor", equalTo(paid))
                    .body("thisYear.addsUp", equalTo(addsUp));
            assertEquals(!addsUp, toLookAt().contains(id));
        }

        private List<String> toLookAt() {
            List<String> found = new java.util.ArrayList<>();
            String cursor = null;
            do {
                var page =
                        clerk().queryParams(
                                        cursor == null
                                                ? Map.of("limit", 100)
                                                : Map.of("limit", 100, "cursor", cursor))
                                .get("/v1/staff/periodic-gift-years?office=NL")
                                .then()
                                .statusCode(200)
                                .extract()
                                .jsonPath();
                found.addAll(page.getList("items.agreement"));
                cursor = page.getString("nextCursor");
            } while (cursor != null);
            return found;
        }

        @Test
        void count_gifts_of_all_records_that_are_the_person() {
            UUID donor = person();
            UUID other = person();
            String id = inForce(donor, wish());
            UUID gift =
                    agreements.gifts().gift(other, "NL", "EUR", 60_000, Instant.now(), "SANDBOX");
            post(id, "gifts", Map.of("gift", gift.toString())).then().statusCode(400);
            TestStaff.as("office", "NL")
                    .contentType(ContentType.JSON)
                    .body(Map.of("donor", other, "reason", "the same person"))
                    .post("/v1/staff/donors/" + donor + "/joins")
                    .then()
                    .statusCode(201);
            post(id, "gifts", Map.of("gift", gift.toString())).then().statusCode(200);
            stands(id, 60_000, true);
            clerk().get("/v1/staff/donors/" + other + "/periodic-gift-agreements")
                    .then()
                    .statusCode(200)
                    .body("items.id", hasItem(id));
            String second = offer(other, wish()).then().statusCode(201).extract().path("id");
            offer(donor, wish()).then().statusCode(409);
            post(second, "cancellation", Map.of("reason", "One is enough")).then().statusCode(200);
        }

        @Test
        void of_a_foreign_office_are_not_there() {
            inForce(person(), wish());
            TestStaff.as("finance", "DE")
                    .get("/v1/staff/periodic-gift-years?office=NL")
                    .then()
                    .statusCode(200)
                    .body("items", hasSize(0));
            clerk().get("/v1/staff/periodic-gift-years?office=NL&year=1999").then().statusCode(400);
        }

        @Test
        void that_are_over_end_the_agreement_and_no_other() {
            UUID donor = person();
            String number = agreements.ofThePast(donor, 2016);
            String lasting = inForce(person(), wish());
            assertTrue(end.run() >= 1);
            clerk().get("/v1/staff/donors/" + donor + "/periodic-gift-agreements")
                    .then()
                    .body("items[0].number", equalTo(number))
                    .body("items[0].state", equalTo("ENDED"))
                    .body("items[0].end.reason", equalTo("TERM_OVER"))
                    .body("items[0].end.day", equalTo("2020-12-31"));
            clerk().get("/v1/staff/periodic-gift-agreements/" + lasting)
                    .then()
                    .body("state", equalTo("ACTIVE"));
        }
    }

    @Nested
    class ByDonors {

        private final String address = Givers.word() + "@example.org";

        private String givesMonthly() {
            return Givers.givesRegularly(
                    Map.of(
                            "email",
                            address,
                            "lastName",
                            "Voorbeeld",
                            "address",
                            Map.of(
                                    "street",
                                    "Voorbeeldlaan",
                                    "houseNumber",
                                    "7",
                                    "postcode",
                                    "3511 AB",
                                    "town",
                                    "Utrecht",
                                    "country",
                                    "NL")),
                    "NL",
                    "MONTHLY",
                    2_500);
        }

        private Map<String, Object> paidBy(String gift, long yearly) {
            return with(with(wish(), "yearlyAmount", euros(yearly)), "recurringGift", gift);
        }

        @Test
        void it_is_asked_for_with_the_regular_gift_that_pays_it() {
            String gift = givesMonthly();
            String token = SignedIn.at(address);
            String path = "/v1/me/periodic-gift-agreements";
            donor(token)
                    .body(paidBy(gift, 60_000))
                    .post(path)
                    .then()
                    .statusCode(400)
                    .body("violations[0].pointer", equalTo("/yearlyAmount"))
                    .body("violations[0].code", equalTo("not_what_is_given"));
            String id =
                    donor(token)
                            .body(paidBy(gift, 30_000))
                            .post(path)
                            .then()
                            .statusCode(201)
                            .body("status", equalTo("OFFERED"))
                            .body("statusText", containsString("unterschreiben"))
                            .extract()
                            .path("id");
            donor(token).body(paidBy(gift, 30_000)).post(path).then().statusCode(409);
            byte[] form =
                    donor(token)
                            .get(path + "/" + id + "/pdf")
                            .then()
                            .statusCode(200)
                            .contentType("application/pdf")
                            .extract()
                            .asByteArray();
            assertTrue(new String(form, StandardCharsets.ISO_8859_1).startsWith("%PDF-"));
            donor(token).get(path).then().statusCode(200).body("items", hasSize(1));
            donor(token)
                    .get("/v1/me/recurring-gifts/" + gift)
                    .then()
                    .body("periodicGift", nullValue());
            donor(token)
                    .post(path + "/" + id + "/cancellation")
                    .then()
                    .statusCode(200)
                    .body("status", equalTo("CANCELLED"));
            donor(token).post(path + "/" + id + "/cancellation").then().statusCode(409);
            donor(token).body(paidBy(gift, 30_000)).post(path).then().statusCode(201);
        }

        @Test
        void a_change_of_the_regular_gift_names_the_agreement_and_is_not_refused() {
            String gift = givesMonthly();
            String token = SignedIn.at(address);
            String id =
                    donor(token)
                            .body(paidBy(gift, 30_000))
                            .post("/v1/me/periodic-gift-agreements")
                            .then()
                            .statusCode(201)
                            .extract()
                            .path("id");
            post(id, "signature", signature()).then().statusCode(200);
            String number =
                    post(id, "countersignature", countersignature())
                            .then()
                            .statusCode(200)
                            .extract()
                            .path("number");
            donor(token)
                    .get("/v1/me/recurring-gifts/" + gift)
                    .then()
                    .body("periodicGift.number", equalTo(number))
                    .body("periodicGift.text", containsString(number));
            donor(token)
                    .header("If-Match", "*")
                    .body(Map.of("amount", euros(3_000)))
                    .patch("/v1/me/recurring-gifts/" + gift)
                    .then()
                    .statusCode(200)
                    .body("periodicGift.agreement", equalTo(id));
            TestStaff.as("office", "NL")
                    .get("/v1/staff/recurring-gifts/" + gift)
                    .then()
                    .statusCode(200)
                    .body("periodicGift", equalTo(number));
            TestStaff.as("office", "NL")
                    .contentType(ContentType.JSON)
                    .header("If-Match", "*")
                    .body(Map.of("amount", euros(2_500), "reason", "Asked on the phone"))
                    .patch("/v1/staff/recurring-gifts/" + gift)
                    .then()
                    .statusCode(200)
                    .body("periodicGift", equalTo(number));
            donor(token)
                    .get("/v1/me/periodic-gift-agreements/" + id)
                    .then()
                    .statusCode(200)
                    .body("inForceSince", equalTo(today().toString()))
                    .body("thisYear.agreed.minor", equalTo(30_000))
                    .body("thisYear.paid.minor", equalTo(2_500));
            donor(token)
                    .body(Map.of())
                    .post("/v1/me/recurring-gifts/" + gift + "/cancellation")
                    .then()
                    .statusCode(200)
                    .body("periodicGift.number", equalTo(number));
            donor(token)
                    .get("/v1/me/periodic-gift-agreements/" + id)
                    .then()
                    .body("status", equalTo("ACTIVE"))
                    .body("thisYear.stillDue.minor", equalTo(0));
        }

        @Test
        void what_still_falls_due_this_year_follows_the_regular_gift() {
            String gift = givesMonthly();
            String token = SignedIn.at(address);
            String id =
                    donor(token)
                            .body(paidBy(gift, 30_000))
                            .post("/v1/me/periodic-gift-agreements")
                            .then()
                            .statusCode(201)
                            .extract()
                            .path("id");
            post(id, "signature", signature()).then().statusCode(200);
            post(id, "countersignature", countersignature()).then().statusCode(200);
            String path = "/v1/me/recurring-gifts/" + gift;
            LocalDate next = LocalDate.parse(donor(token).get(path).path("nextDueOn"));
            int months = next.getYear() == year() ? 13 - next.getMonthValue() : 0;
            stillDue(token, id, 2_500 * months);
            donor(token).body(Map.of()).post(path + "/pause").then().statusCode(200);
            stillDue(token, id, 0);
            donor(token).post(path + "/resume").then().statusCode(200);
            donor(token)
                    .header("If-Match", "*")
                    .body(Map.of("endOn", next.toString()))
                    .patch(path)
                    .then()
                    .statusCode(200);
            stillDue(token, id, 2_500 * Math.min(1, months));
        }

        private void stillDue(String token, String id, int minor) {
            donor(token)
                    .get("/v1/me/periodic-gift-agreements/" + id)
                    .then()
                    .statusCode(200)
                    .body("thisYear.stillDue.minor", equalTo(minor));
        }

        @Test
        void another_regular_gift_may_pay_it_and_what_came_before_still_counts() {
            String old = givesMonthly();
            String token = SignedIn.at(address);
            String id =
                    donor(token)
                            .body(paidBy(old, 30_000))
                            .post("/v1/me/periodic-gift-agreements")
                            .then()
                            .statusCode(201)
                            .extract()
                            .path("id");
            post(id, "signature", signature()).then().statusCode(200);
            post(id, "countersignature", countersignature()).then().statusCode(200);
            donor(token)
                    .body(Map.of())
                    .post("/v1/me/recurring-gifts/" + old + "/cancellation")
                    .then()
                    .statusCode(200);
            post(id, "recurring-gift", Map.of("recurringGift", old))
                    .then()
                    .statusCode(400)
                    .body("violations[0].code", equalTo("not_running"));
            String next = givesMonthly();
            post(id, "recurring-gift", Map.of("recurringGift", next))
                    .then()
                    .statusCode(200)
                    .body("recurringGift", equalTo(next));
            clerk().get("/v1/staff/periodic-gift-agreements/" + id)
                    .then()
                    .body("events[0].kind", equalTo("PAID_BY"))
                    .body("thisYear.paid.minor", equalTo(5_000));
            post(id, "recurring-gift", Map.of("recurringGift", next)).then().statusCode(409);
        }

        @Test
        void of_many_wishes_at_once_one_becomes_an_offer() throws Exception {
            String gift = givesMonthly();
            String token = SignedIn.at(address);
            var pool = Executors.newFixedThreadPool(6);
            try {
                List<Future<Integer>> answers =
                        pool.invokeAll(
                                IntStream.range(0, 6)
                                        .mapToObj(
                                                i ->
                                                        (Callable<Integer>)
                                                                () ->
                                                                        donor(token)
                                                                                .body(
                                                                                        paidBy(
                                                                                                gift,
                                                                                                30_000))
                                                                                .post(
                                                                                        "/v1/me/periodic-gift-agreements")
                                                                                .statusCode())
                                        .toList());
                List<Integer> codes = new java.util.ArrayList<>();
                for (Future<Integer> answer : answers) {
                    codes.add(answer.get());
                }
                assertEquals(
                        List.of(201, 409, 409, 409, 409, 409), codes.stream().sorted().toList());
            } finally {
                pool.shutdown();
            }
        }

        @Test
        void a_year_of_a_regular_gift_belongs_to_one_agreement() {
            String gift = givesMonthly();
            String token = SignedIn.at(address);
            String path = "/v1/me/periodic-gift-agreements";
            String id =
                    donor(token)
                            .body(paidBy(gift, 30_000))
                            .post(path)
                            .then()
                            .statusCode(201)
                            .extract()
                            .path("id");
            post(id, "signature", signature()).then().statusCode(200);
            post(id, "countersignature", countersignature()).then().statusCode(200);
            donor(token)
                    .body(with(paidBy(gift, 30_000), "firstYear", year() + 1))
                    .post(path)
                    .then()
                    .statusCode(409)
                    .body("detail", containsString("an agreement already"));
        }

        @Test
        void who_never_gave_to_a_dutch_office_is_told_so() {
            Givers.gave(Map.of("email", address, "lastName", "Beispiel"), "DE");
            donor(SignedIn.at(address))
                    .body(wish())
                    .post("/v1/me/periodic-gift-agreements")
                    .then()
                    .statusCode(409);
        }
    }

    @Nested
    class InTheDatabase {

        private List<String> found() {
            return selfCheck.run().invariants().stream()
                    .filter(it -> it.id().equals("I33"))
                    .flatMap(it -> it.offenders().stream())
                    .toList();
        }

        @Test
        void whoever_writes_past_the_service_is_found() {
            UUID id = UUID.fromString(agreements.offered(person()));
            assertEquals(List.of(), found());
            agreements
                    .sql()
                    .write(
                            "UPDATE periodic_gift_agreement SET state = 'SIGNED', signed_on ="
                                    + " offered_on, evidence = 'nowhere' WHERE id = ?",
                            id);
            assertEquals(List.of("periodic-gift-agreement/" + id), found());
            agreements.happened(id, AgreementEvent.Kind.SIGNED, today());
            assertEquals(List.of(), found());
        }

        private void refused(String statement, String id) {
            assertThrows(
                    IllegalStateException.class,
                    () -> agreements.sql().write(statement, UUID.fromString(id)),
                    statement);
        }

        @Test
        void no_code_rewrites_what_was_agreed_or_skips_a_signature() {
            String id = offer(person(), wish()).then().statusCode(201).extract().path("id");
            String set = "UPDATE periodic_gift_agreement SET ";
            refused(set + "amount_minor = 1 WHERE id = ?", id);
            refused(set + "state = 'ACTIVE' WHERE id = ?", id);
            refused(set + "number = '0000000001' WHERE id = ?", id);
            refused(set + "years = 4 WHERE id = ?", id);
            refused(set + "state = 'SIGNED', signed_on = current_date WHERE id = ?", id);
            refused("DELETE FROM periodic_gift_agreement WHERE id = ?", id);
            refused("DELETE FROM periodic_gift_event WHERE agreement_id = ?", id);
            refused("UPDATE periodic_gift_event SET by_whom = 'x' WHERE agreement_id = ?", id);
            post(id, "signature", signature()).then().statusCode(200);
            refused(set + "signed_on = signed_on - 1 WHERE id = ?", id);
            refused(set + "state = 'OFFERED', signed_on = NULL, evidence = NULL WHERE id = ?", id);
            clerk().get("/v1/staff/periodic-gift-agreements/" + id)
                    .then()
                    .body("state", equalTo("SIGNED"))
                    .body("number", not(equalTo("0000000001")));
        }
    }
}
