package org.almoner.portal;

import static org.almoner.portal.PortalCalls.address;
import static org.almoner.portal.PortalCalls.nothingHere;
import static org.almoner.portal.PortalCalls.with;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.almoner.TestDatabase;
import org.almoner.access.SignedIn;
import org.almoner.wizard.GivenGifts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a donor sees of recurring gifts and changes in them, over HTTP. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class MyRecurringGiftsTest {

    private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Europe/Berlin"));
    private static final LocalDate START = TODAY.plusMonths(1).withDayOfMonth(3);

    @Inject SeededHistory seeded;

    private String address;
    private String gift;
    private String token;

    @BeforeEach
    void somebodyWhoGivesEveryMonth() {
        address = address();
        gift =
                GivenGifts.monthly(
                        address,
                        "SUCCEEDS",
                        Map.of("startOn", START.toString(), "collectionDay", 3));
        token = SignedIn.at(address);
    }

    private RequestSpecification me() {
        return with(token);
    }

    private String path(String act) {
        return "/v1/me/recurring-gifts/" + gift + act;
    }

    private String seen() {
        return me().get(path("")).header("ETag");
    }

    private static Map<String, Object> amount(long minor) {
        return Map.of("amount", Map.of("minor", minor, "currency", "EUR"));
    }

    @Nested
    class Seen {

        @Test
        void in_a_list_with_terms_state_and_the_masked_method() {
            me().get("/v1/me/recurring-gifts")
                    .then()
                    .statusCode(200)
                    .body("items", hasSize(1))
                    .body("items[0].id", equalTo(gift))
                    .body("items[0].number", startsWith("DE-R-"))
                    .body("items[0].status", equalTo("ACTIVE"))
                    .body("items[0].statusText", equalTo("Ihre Dauerspende läuft."))
                    .body("items[0].terms.amount.minor", equalTo(2500))
                    .body("items[0].terms.collectionDay", equalTo(3))
                    .body("items[0].method.label", matchesPattern(".*•••• [0-9]{4}"))
                    .body("items[0].nextDueOn", equalTo(START.toString()))
                    .body("items[0].version", nullValue())
                    .body("nextCursor", nullValue());
        }

        @Test
        void page_by_page_without_losing_any() {
            for (int i = 0; i < 4; i++) {
                GivenGifts.monthly(address, "SUCCEEDS", Map.of("startOn", START.toString()));
            }
            List<String> ids = new ArrayList<>();
            String cursor = null;
            do {
                RequestSpecification call = me().queryParam("limit", 2);
                Response page =
                        (cursor == null ? call : call.queryParam("cursor", cursor))
                                .get("/v1/me/recurring-gifts");
                ids.addAll(page.jsonPath().getList("items.id"));
                cursor = page.jsonPath().getString("nextCursor");
            } while (cursor != null);
            assertEquals(5, ids.stream().distinct().count());
            assertEquals(5, ids.size());
            assertEquals(gift, ids.get(4));
        }

        @Test
        void with_the_next_collections_and_what_became_of_instalments() {
            me().get(path(""))
                    .then()
                    .statusCode(200)
                    .header("ETag", matchesPattern("\"[0-9]+\""))
                    .body(
                            "nextCollections.dueOn",
                            contains(
                                    START.toString(),
                                    START.plusMonths(1).toString(),
                                    START.plusMonths(2).toString()))
                    .body("nextCollections[0].amount.minor", equalTo(2500))
                    .body("instalments", hasSize(1))
                    .body("instalments[0].statusText", equalTo("vorgesehen"))
                    .body("history.kind", hasItem("STARTED"));
            String now = GivenGifts.monthly(address, "SUCCEEDS", Map.of());
            me().get("/v1/me/recurring-gifts/" + now + "/instalments")
                    .then()
                    .statusCode(200)
                    .body("items", hasSize(2))
                    .body("items[1].status", equalTo("COLLECTED"))
                    .body("items[1].statusText", equalTo("angekommen"))
                    .body("items[1].gift", notNullValue());
        }

        @Test
        void at_the_cost_of_as_many_statements_whatever_the_history() {
            for (String act : List.of("", path(""), path("/instalments"))) {
                String at = act.isEmpty() ? "/v1/me/recurring-gifts" : act;
                int few = statements(at);
                for (int i = 0; i < 15; i++) {
                    me().header("If-Match", "*")
                            .body(amount(3000 + i))
                            .patch(path(""))
                            .then()
                            .statusCode(200);
                }
                int many = statements(at);
                System.out.println("STATEMENTS " + at + ": " + few + ", " + many);
                assertEquals(few, many, at);
                assertTrue(many <= 4, at + " takes " + many);
            }
        }

        private int statements(String at) {
            int calls = 41; // prime: jobs work in slices, and no slice is a multiple of it
            me().get(at).then().statusCode(200);
            seeded.beginCounting();
            for (int i = 0; i < calls; i++) {
                me().get(at).then().statusCode(200);
            }
            return seeded.statementsOfEach(calls);
        }
    }

    @Nested
    class Changed {

        @Test
        void by_its_donor_who_then_reads_it_in_plain_words() {
            Response changed =
                    me().header("If-Match", seen())
                            .body(
                                    Map.of(
                                            "amount",
                                            Map.of("minor", 4000, "currency", "EUR"),
                                            "lastDayOfMonth",
                                            true,
                                            "receipts",
                                            "YEARLY",
                                            "endOn",
                                            TODAY.plusYears(1).toString()))
                            .patch(path(""));
            changed.then().statusCode(200).body("takesEffectWith.number", equalTo(1));
            Response shown = me().get(path(""));
            assertEquals(changed.header("ETag"), shown.header("ETag"));
            shown.then()
                    .body("terms.amount.minor", equalTo(4000))
                    .body("terms.lastDayOfMonth", equalTo(true))
                    .body("history[0].kind", equalTo("TERMS_CHANGED"))
                    .body("history[0].by", equalTo("DONOR"))
                    .body("history[0].text", equalTo("Vereinbarung geändert (von Ihnen)"))
                    .body(
                            "history[0].changes.find { it.what == 'amount' }.before",
                            matchesPattern("25,00\\W€"))
                    .body(
                            "history[0].changes.find { it.what == 'amount' }.after",
                            matchesPattern("40,00\\W€"))
                    .body(
                            "history[0].changes.find { it.what == 'collectionDay' }.before",
                            equalTo("am 3. des Monats"))
                    .body(
                            "history[0].changes.find { it.what == 'collectionDay' }.after",
                            equalTo("am letzten Tag des Monats"))
                    .body(
                            "history[0].changes.find { it.what == 'endOn' }.before",
                            equalTo("ohne Ende"));
        }

        @Test
        void only_with_the_state_that_was_seen() {
            String seen = seen();
            me().body(amount(4000))
                    .patch(path(""))
                    .then()
                    .statusCode(400)
                    .body("violations.pointer", contains("header:If-Match"));
            me().header("If-Match", seen).body(amount(4000)).patch(path("")).then().statusCode(200);
            me().header("If-Match", seen)
                    .body(amount(5000))
                    .patch(path(""))
                    .then()
                    .statusCode(412)
                    .body("code", equalTo("stale-edit"));
            me().get(path("")).then().body("terms.amount.minor", equalTo(4000));
        }

        @Test
        void paused_resumed_and_cancelled() {
            me().body(Map.of("until", TODAY.plusMonths(3).toString()))
                    .post(path("/pause"))
                    .then()
                    .statusCode(200)
                    .header("ETag", notNullValue())
                    .body("status", equalTo("PAUSED"))
                    .body("statusText", startsWith("Ihre Dauerspende ruht. Vor dem "));
            LocalDate after =
                    me().get(path("")).jsonPath().getList("nextCollections.dueOn").stream()
                            .map(it -> LocalDate.parse(it.toString()))
                            .findFirst()
                            .orElseThrow();
            assertTrue(!after.isBefore(TODAY.plusMonths(3)));
            me().post(path("/resume")).then().statusCode(200).body("status", equalTo("ACTIVE"));
            me().body(Map.of()).post(path("/pause")).then().statusCode(200);
            me().get(path("")).then().body("nextCollections", empty());
            me().body(Map.of())
                    .post(path("/cancellation"))
                    .then()
                    .statusCode(200)
                    .body("status", equalTo("CANCELLED"));
            me().post(path("/resume")).then().statusCode(409).body("code", equalTo("wrong-state"));
            me().get(path(""))
                    .then()
                    .body("history[0].text", equalTo("Dauerspende beendet (von Ihnen)"))
                    .body("instalments[0].statusText", startsWith("entfallen"));
        }

        @Test
        void cancelled_for_a_reason_of_the_donors_list_only() {
            for (String reason : List.of("DECEASED", "NO_MANDATE")) {
                me().body(Map.of("because", reason))
                        .post(path("/cancellation"))
                        .then()
                        .statusCode(400)
                        .body("violations.pointer", contains("/because"))
                        .body("violations.code", contains("not_for_donors"));
            }
            me().body(Map.of("because", "FINANCES"))
                    .post(path("/cancellation"))
                    .then()
                    .statusCode(200);
            assertEquals(
                    1,
                    seeded.count(
                            "SELECT count(*) FROM recurring_gift WHERE end_reason = 'FINANCES'"
                                    + " AND id = '"
                                    + gift
                                    + "'"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"id", "officeCode", "roles", "donor", "state", "version", "reason"})
        void in_nothing_that_is_not_the_donors_to_say(String field) {
            String before = me().get(path("")).asString();
            me().header("If-Match", seen())
                    .body(Map.of("amount", Map.of("minor", 4000, "currency", "EUR"), field, "NL"))
                    .patch(path(""))
                    .then()
                    .statusCode(400)
                    .body("violations.pointer", contains("/" + field));
            assertEquals(before, me().get(path("")).asString());
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "{}|''|nothing_to_change",
                    "{\"amount\":{\"minor\":1,\"currency\":\"EUR\"}}|/amount/minor|amount_outside_limits",
                    "{\"amount\":{\"minor\":2500,\"currency\":\"USD\"}}|/amount/currency|wrong_currency",
                    "{\"cadence\":\"ONCE\"}|/cadence|cadence_not_offered",
                    "{\"endOn\":\"2020-01-01\"}|/endOn|in_the_past",
                    "{\"collectionDay\":3,\"lastDayOfMonth\":true}|/lastDayOfMonth|contradictory",
                    "{\"collectionDay\":29}|/collectionDay|out_of_range"
                })
        void in_nothing_that_cannot_be(String body, String pointer, String code) {
            me().header("If-Match", seen())
                    .body(body)
                    .patch(path(""))
                    .then()
                    .statusCode(400)
                    .body("violations.pointer", contains(pointer))
                    .body("violations.code", contains(code));
        }

        @Test
        void to_another_method_once_per_key_after_a_fresh_sign_in() {
            String key = "test-" + UUID.randomUUID();
            Map<String, Object> body = Map.of("method", "SANDBOX", "scenario", "SUCCEEDS");
            with(SignedIn.longAgo(token, Duration.ofMinutes(11)))
                    .header("Idempotency-Key", key)
                    .body(body)
                    .post(path("/payment-methods"))
                    .then()
                    .statusCode(401)
                    .body("code", equalTo("sign-in-again"));
            Response first =
                    me().header("Idempotency-Key", key).body(body).post(path("/payment-methods"));
            first.then().statusCode(201).body("status", equalTo("ACTIVE"));
            Response again =
                    me().header("Idempotency-Key", key).body(body).post(path("/payment-methods"));
            assertEquals(first.asString(), again.asString());
            assertEquals("true", again.header("Idempotency-Replayed"));
            me().get(path("")).then().body("history.kind", hasItem("METHOD_CHANGED"));
            me().body(body).post(path("/payment-methods")).then().statusCode(400);
            me().header("Idempotency-Key", "test-" + UUID.randomUUID())
                    .body(Map.of("method", "BANK_TRANSFER"))
                    .post(path("/payment-methods"))
                    .then()
                    .statusCode(400)
                    .body("violations.code", contains("method_not_for_recurring"));
            me().header("Idempotency-Key", "test-" + UUID.randomUUID())
                    .body(Map.of("method", "SANDBOX", "returnUrl", "https://evil.example/"))
                    .post(path("/payment-methods"))
                    .then()
                    .statusCode(400)
                    .body("violations.pointer", contains("/returnUrl"));
        }
    }

    @Nested
    class ByManyAtOnce {

        /**
         * Refused aloud, and nothing done: not possible now, changed since, or, where the machine
         * is busy, still waiting for those before when the time for a statement was up.
         */
        private static final List<Integer> REFUSALS = List.of(409, 412, 503);

        private List<Integer> all(List<Callable<Response>> calls) throws Exception {
            ExecutorService hands = Executors.newFixedThreadPool(25);
            try {
                List<Integer> statuses = new ArrayList<>();
                for (var call : hands.invokeAll(calls)) {
                    statuses.add(call.get().statusCode());
                }
                return statuses;
            } finally {
                hands.shutdown();
            }
        }

        private long happened(String condition) {
            return seeded.count(
                    "SELECT count(*) FROM recurring_gift_event WHERE recurring_gift_id = '"
                            + gift
                            + "' AND "
                            + condition);
        }

        @Test
        void who_have_seen_the_same_one_is_heard_and_the_others_are_told() throws Exception {
            String seen = seen();
            List<Callable<Response>> calls = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                Map<String, Object> body = amount(3000 + i);
                calls.add(() -> me().header("If-Match", seen).body(body).patch(path("")));
            }
            List<Integer> statuses = all(calls);
            assertEquals(1, statuses.stream().filter(it -> it == 200).count());
            assertTrue(REFUSALS.containsAll(statuses.stream().filter(it -> it != 200).toList()));
            assertEquals(1, happened("kind = 'TERMS_CHANGED'"));
        }

        @Test
        void nothing_is_lost_and_the_history_tells_each_of_them() throws Exception {
            List<Callable<Response>> calls = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                Map<String, Object> body = amount(3000 + i);
                switch (i % 5) {
                    case 3 -> calls.add(() -> me().body(Map.of()).post(path("/pause")));
                    case 4 -> calls.add(() -> me().post(path("/resume")));
                    default ->
                            calls.add(
                                    () -> me().header("If-Match", "*").body(body).patch(path("")));
                }
            }
            List<Integer> statuses = all(calls);
            assertTrue(
                    REFUSALS.containsAll(statuses.stream().filter(it -> it != 200).toList()),
                    statuses.toString());
            long applied = statuses.stream().filter(it -> it == 200).count();
            long changed = 0;
            for (int i = 0; i < 100; i++) {
                changed += i % 5 < 3 && statuses.get(i) == 200 ? 1 : 0;
            }
            assertEquals(applied, happened("kind IN ('TERMS_CHANGED', 'PAUSED', 'RESUMED')"));
            assertEquals(changed, happened("kind = 'TERMS_CHANGED'"));
            assertEquals(
                    seeded.count(
                            "SELECT max(position) FROM recurring_gift_event WHERE"
                                    + " recurring_gift_id = '"
                                    + gift
                                    + "'"),
                    happened("true"));
            assertEquals(
                    changed - 1,
                    happened(
                            "kind = 'TERMS_CHANGED' AND before ->> 'amount' = (SELECT"
                                    + " x.after ->> 'amount' FROM recurring_gift_event x WHERE"
                                    + " x.recurring_gift_id = recurring_gift_event.recurring_gift_id"
                                    + " AND x.kind = 'TERMS_CHANGED' AND x.position <"
                                    + " recurring_gift_event.position ORDER BY x.position DESC LIMIT 1)"));
        }
    }

    @Nested
    class OfSomebodyElse {

        @Test
        void it_is_answered_like_one_that_does_not_exist() {
            String stranger = address();
            GivenGifts.once(stranger, "SUCCEEDS");
            String other = SignedIn.at(stranger);
            long events = seeded.count("SELECT count(*) FROM recurring_gift_event");
            for (Act act : ACTS) {
                List<Map<String, Object>> answers = new ArrayList<>();
                for (String id : List.of(gift, UUID.randomUUID().toString(), "nothing")) {
                    answers.add(nothingHere(act.on(other, id)));
                }
                assertEquals(answers.get(0), answers.get(1), act.path());
                assertEquals(answers.get(0), answers.get(2), act.path());
            }
            assertEquals(events, seeded.count("SELECT count(*) FROM recurring_gift_event"));
            with(other).get("/v1/me/recurring-gifts").then().body("items", empty());
        }
    }

    private record Act(String method, String path, Object body) {

        Response on(String token, String id) {
            RequestSpecification call =
                    with(token)
                            .header("If-Match", "*")
                            .header("Idempotency-Key", "test-" + UUID.randomUUID());
            return (body == null ? call : call.body(body))
                    .request(method, "/v1/me/recurring-gifts/" + id + path);
        }
    }

    private static final List<Act> ACTS =
            List.of(
                    new Act("GET", "", null),
                    new Act("GET", "/instalments", null),
                    new Act("PATCH", "", amount(3000)),
                    new Act("POST", "/pause", Map.of()),
                    new Act("POST", "/resume", null),
                    new Act("POST", "/cancellation", Map.of()),
                    new Act(
                            "POST",
                            "/payment-methods",
                            Map.of("method", "SANDBOX", "scenario", "SUCCEEDS")));
}
