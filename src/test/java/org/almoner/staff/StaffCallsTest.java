package org.almoner.staff;

import static org.almoner.TestStaff.as;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.almoner.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class StaffCallsTest {

    private static final Instant AT = Instant.parse("2026-11-24T10:00:00.123456Z");

    @Inject SeededGifts seeded;

    private String name;
    private UUID ours;
    private UUID foreign;

    @BeforeEach
    void oneGiftForEachOfTwoOffices() {
        name = "Test" + UUID.randomUUID().toString().replaceAll("[^a-f]", "");
        ours = seeded.gift("ZQ", name, AT);
        foreign = seeded.gift("ZX", name, AT);
    }

    @AfterEach
    void nothingIsLeftBehind() {
        seeded.removeAll();
    }

    @Test
    void aTokenWithoutOfficesShowsNothing() {
        as("admin").get("/v1/staff/gifts").then().statusCode(200).body("items", empty());
    }

    @Nested
    class Offices {

        @Test
        void aForeignGiftAndAnUnknownOneAreAnsweredAlike() {
            Response foreignAnswer = as("office", "ZQ").get("/v1/staff/gifts/" + foreign);
            Response unknown = as("office", "ZQ").get("/v1/staff/gifts/" + UUID.randomUUID());
            Response noId = as("office", "ZQ").get("/v1/staff/gifts/nothing");
            for (Response answer : List.of(foreignAnswer, unknown, noId)) {
                assertEquals(404, answer.statusCode());
            }
            assertEquals(comparable(unknown), comparable(foreignAnswer));
            assertEquals(comparable(unknown), comparable(noId));
        }

        /** All members but the ones that name this very request. */
        private static Map<String, Object> comparable(Response answer) {
            if (answer.body().asString().isEmpty()) {
                return Map.of();
            }
            Map<String, Object> body = new java.util.TreeMap<>(answer.jsonPath().getMap("$"));
            body.remove("requestId");
            body.remove("instance");
            return body;
        }

        @Test
        void listsHoldTheCallersOfficesOnly() {
            as("finance", "ZQ")
                    .queryParam("q", name)
                    .get("/v1/staff/gifts")
                    .then()
                    .statusCode(200)
                    .body("items.id", contains(ours.toString()));
            as("finance", "ZQ", "ZX")
                    .queryParam("q", name)
                    .get("/v1/staff/gifts")
                    .then()
                    .body("items.id", containsInAnyOrder(ours.toString(), foreign.toString()));
            as("finance", "*")
                    .queryParam("q", name)
                    .queryParam("office", "ZX")
                    .get("/v1/staff/gifts")
                    .then()
                    .body("items.id", contains(foreign.toString()));
        }

        @Test
        void aForeignOfficeIsAsEmptyAsOneThatDoesNotExist() {
            for (String office : List.of("ZX", "NOSUCH")) {
                as("finance", "ZQ")
                        .queryParam("office", office)
                        .get("/v1/staff/gifts")
                        .then()
                        .statusCode(200)
                        .body("items", empty());
            }
        }

        @Test
        void failuresOfForeignOfficesAreNeitherSeenNorRetried() {
            UUID theirs = seeded.paymentAside("ZX");
            as("finance", "ZQ")
                    .get("/v1/staff/failures")
                    .then()
                    .body("items.id", not(hasItem(theirs.toString())));
            as("finance", "ZQ")
                    .post("/v1/staff/failures/PAYMENT/" + theirs + "/retry")
                    .then()
                    .statusCode(404);
        }
    }

    @Nested
    class Searching {

        private List<String> found(String query) {
            return as("office", "ZQ")
                    .queryParam("q", query)
                    .get("/v1/staff/gifts")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath()
                    .getList("items.id");
        }

        @Test
        void findsByPartOfTheNameByMailAddressAndById() {
            List<String> one = List.of(ours.toString());
            assertEquals(one, found(name.substring(1)));
            assertEquals(one, found("erika " + name.toUpperCase(java.util.Locale.ROOT)));
            assertEquals(one, found(name.toUpperCase(java.util.Locale.ROOT) + "@example.org"));
            assertEquals(one, found(ours.toString()));
            assertEquals(List.of(), found(name + "@example.com"));
        }

        @Test
        void takesWildcardsAndQuotesAsTheyAre() {
            assertEquals(List.of(), found("%%"));
            assertEquals(List.of(), found("__"));
            assertEquals(List.of(), found("\\%"));
            assertEquals(List.of(), found("' OR 1=1 --"));
            assertEquals(List.of(), found("DE-2026-7H3K9M2P4QX"));
        }

        @Test
        void narrowsByStatusAndDay() {
            for (String[] no :
                    new String[][] {
                        {"status", "PENDING"}, {"from", "2026-11-25"}, {"to", "2026-11-23"}
                    }) {
                as("office", "ZQ")
                        .queryParam("q", name)
                        .queryParam(no[0], no[1])
                        .get("/v1/staff/gifts")
                        .then()
                        .body("items", empty());
            }
            as("office", "ZQ")
                    .queryParam("q", name)
                    .queryParam("status", "RECEIVED")
                    .queryParam("from", "2026-11-24")
                    .queryParam("to", "2026-11-24")
                    .get("/v1/staff/gifts")
                    .then()
                    .body("items.id", contains(ours.toString()));
        }

        @Test
        void refusesWhatItCannotRead() {
            for (String[] bad :
                    new String[][] {
                        {"limit", "0"},
                        {"limit", "101"},
                        {"limit", "-1"},
                        {"limit", "ten"},
                        {"limit", "99999999999999999999"},
                        {"cursor", "?"},
                        {"cursor", "bm90LW91cnM"},
                        {"cursor", "x".repeat(300)},
                        {"status", "received"},
                        {"from", "yesterday"},
                        {"from", "+999999999-12-31"},
                        {"to", "2026-02-30"},
                        {"office", "de"},
                        {"q", "x"},
                        {"q", "x".repeat(101)},
                        {"q", "a\u0000b"}
                    }) {
                int status =
                        as("office", "ZQ")
                                .queryParam(bad[0], bad[1])
                                .get("/v1/staff/gifts")
                                .statusCode();
                assertEquals(400, status, bad[0] + "=" + bad[1]);
            }
        }

        @Test
        void pagesShowEveryGiftOnceThoughAllAreOfOneInstant() {
            Set<String> all = new java.util.HashSet<>(Set.of(ours.toString()));
            for (int i = 0; i < 6; i++) {
                all.add(seeded.gift("ZQ", name, AT).toString());
            }
            List<String> seen = new ArrayList<>();
            String cursor = null;
            do {
                var request = as("office", "ZQ").queryParam("q", name).queryParam("limit", 3);
                Response page =
                        (cursor == null ? request : request.queryParam("cursor", cursor))
                                .get("/v1/staff/gifts");
                assertEquals(200, page.statusCode());
                seen.addAll(page.jsonPath().getList("items.id"));
                cursor = page.jsonPath().getString("nextCursor");
            } while (cursor != null && seen.size() < 50);
            assertEquals(7, seen.size());
            assertEquals(all, Set.copyOf(seen));
        }
    }

    @Test
    void aGiftIsShownWithItsPayments() {
        as("finance", "ZQ")
                .get("/v1/staff/gifts/" + ours)
                .then()
                .statusCode(200)
                .body("id", equalTo(ours.toString()))
                .body("status", equalTo("RECEIVED"))
                .body("amount.minor", equalTo(2500))
                .body("amount.currency", equalTo("EUR"))
                .body("donor.name", equalTo("Erika " + name))
                .body("payments.size()", equalTo(1))
                .body("payments[0].state", equalTo("SETTLED"));
    }

    @Nested
    class Failures {

        @Test
        void aNotificationGivenUpIsWorkedOffAgain() {
            UUID id = seeded.deadNotification("ZQ");
            as("office", "ZQ")
                    .queryParam("kind", "WEBHOOK")
                    .get("/v1/staff/failures")
                    .then()
                    .statusCode(200)
                    .body("items.id", hasItem(id.toString()))
                    .body("items.kind", not(hasItem("PAYMENT")));
            String retry = "/v1/staff/failures/WEBHOOK/" + id + "/retry";
            as("office", "ZQ").post(retry).then().statusCode(202);
            assertEquals(
                    0,
                    seeded.count(
                            "SELECT count(*) FROM webhook_event WHERE id = ?1 AND state = 'DEAD'",
                            id));
            as("office", "ZQ").post(retry).then().statusCode(404);
        }

        @Test
        void aPaymentWhoseProviderCannotBeAskedIsRefusedPolitely() {
            UUID id = seeded.paymentAside("ZQ");
            as("finance", "ZQ")
                    .post("/v1/staff/failures/PAYMENT/" + id + "/retry")
                    .then()
                    .statusCode(503);
        }

        @Test
        void unknownKindsAndIdsAreNotThere() {
            for (String path : List.of("COFFEE/" + ours, "PAYMENT/" + ours, "WEBHOOK/x")) {
                as("admin", "*")
                        .post("/v1/staff/failures/" + path + "/retry")
                        .then()
                        .statusCode(404);
            }
            as("admin", "*")
                    .queryParam("kind", "COFFEE")
                    .get("/v1/staff/failures")
                    .then()
                    .statusCode(400);
        }
    }

    @Nested
    class Receipts {

        private final String number =
                "ZQ-2026-"
                        + UUID.randomUUID()
                                .toString()
                                .replaceAll("[^0-9a-f]", "")
                                .substring(0, 11)
                                .toUpperCase(java.util.Locale.ROOT);

        private io.restassured.response.Response resend(UUID gift, String key, String reason) {
            return as("office", "ZQ")
                    .contentType("application/json")
                    .header("Idempotency-Key", key)
                    .body(Map.of("reason", reason))
                    .post("/v1/staff/gifts/" + gift + "/receipt-deliveries");
        }

        private long mailsOwed() {
            return seeded.count(
                    "SELECT count(*) FROM outbox_message o JOIN receipt r ON r.id = o.subject"
                            + " WHERE r.donation_id = ?1",
                    ours);
        }

        @Test
        void areSentOnceMorePerKeyAndTheReasonIsKept() {
            seeded.refusedReceipt(ours, "ZQ", number);
            String key = UUID.randomUUID().toString();
            Response first = resend(ours, key, "asked on the phone");
            assertEquals(202, first.statusCode());
            assertEquals(number, first.jsonPath().getString("receiptNumber"));
            Response again = resend(ours, key, "asked on the phone");
            assertEquals(202, again.statusCode());
            assertEquals(first.asString(), again.asString());
            assertEquals("true", again.header("Idempotency-Replayed"));
            assertEquals(422, resend(ours, key, "another reason").statusCode());
            assertEquals(2, mailsOwed());
            assertEquals(
                    1,
                    seeded.count(
                            "SELECT count(*) FROM audit_entry WHERE action = 'receipt.resent'"
                                    + " AND object = ?1 AND reason = 'asked on the phone'",
                            "donation/" + ours));
        }

        @Test
        void areNotSentWithoutAKeyForForeignGiftsOrBeforeTheyExist() {
            assertEquals(400, resend(ours, "short", "x").statusCode());
            String key = UUID.randomUUID().toString();
            assertEquals(404, resend(foreign, key, "x").statusCode());
            assertEquals(409, resend(ours, key, "x").statusCode());
            assertEquals(0, mailsOwed());
        }

        @Test
        void areFoundByTheirNumber() {
            seeded.refusedReceipt(ours, "ZQ", number);
            as("finance", "ZQ")
                    .queryParam("q", number.toLowerCase(java.util.Locale.ROOT))
                    .get("/v1/staff/gifts")
                    .then()
                    .statusCode(200)
                    .body("items.id", contains(ours.toString()))
                    .body("items[0].receiptNumber", equalTo(number));
        }

        @Test
        void thatCouldNotBeDeliveredAreShownAndRetried() {
            UUID mail = seeded.refusedReceipt(ours, "ZQ", number);
            as("office", "ZQ")
                    .queryParam("kind", "MAIL")
                    .get("/v1/staff/failures")
                    .then()
                    .body("items.id", hasItem(mail.toString()))
                    .body(
                            "items.find { it.id == '" + mail + "' }.reason",
                            equalTo("550 mailbox unknown"));
            String retry = "/v1/staff/failures/MAIL/" + mail + "/retry";
            as("office", "ZX").post(retry).then().statusCode(404);
            as("office", "ZQ").post(retry).then().statusCode(202);
            assertEquals(
                    0,
                    seeded.count(
                            "SELECT count(*) FROM audit_entry WHERE object = ?1 AND office = 'ZX'",
                            "mail/" + mail));
        }
    }

    @Nested
    class TheTrail {

        private long entries(String action, String object, String office) {
            return seeded.count(
                    "SELECT count(*) FROM audit_entry WHERE action = ?1 AND object = ?2"
                            + " AND office = ?3",
                    action,
                    object,
                    office);
        }

        @Test
        void holdsEverySearchWithoutTheWordsAndEveryLookAtAGift() {
            long before = entries("gifts.searched", "gifts by name", "ZQ");
            as("office", "ZQ").queryParam("q", name).get("/v1/staff/gifts");
            assertEquals(before + 1, entries("gifts.searched", "gifts by name", "ZQ"));
            as("office", "ZQ").get("/v1/staff/gifts/" + ours);
            assertEquals(1, entries("gift.shown", "donation/" + ours, "ZQ"));
            assertEquals(
                    0,
                    seeded.count(
                            "SELECT count(*) FROM audit_entry WHERE object LIKE ?1",
                            "%" + name + "%"));
        }

        @Test
        void holdsWhoRetriedWhat() {
            UUID id = seeded.deadNotification("ZQ");
            as("office", "ZQ").post("/v1/staff/failures/WEBHOOK/" + id + "/retry");
            assertEquals(1, entries("failure.retried", "webhook/" + id, "ZQ"));
        }

        @Test
        void isShownToTheOfficeItConcernsOnly() {
            as("office", "ZX").get("/v1/staff/gifts/" + foreign);
            String entry = "donation/" + foreign;
            List<String> theirs = objects("ZX");
            List<String> others = objects("ZQ");
            assertTrue(theirs.contains(entry));
            assertTrue(!others.contains(entry));
        }

        private static List<String> objects(String office) {
            return as("privacy", office)
                    .queryParam("limit", 100)
                    .get("/v1/staff/audit-trail")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath()
                    .getList("items.object");
        }

        @Test
        void isReadPageByPage() {
            as("office", "ZQ").get("/v1/staff/gifts/" + ours);
            as("office", "ZQ").get("/v1/staff/gifts/" + ours);
            Response first = as("admin", "ZQ").queryParam("limit", 1).get("/v1/staff/audit-trail");
            Response second =
                    as("admin", "ZQ")
                            .queryParam("limit", 1)
                            .queryParam("cursor", first.jsonPath().getString("nextCursor"))
                            .get("/v1/staff/audit-trail");
            assertEquals(200, second.statusCode());
            assertTrue(
                    !first.jsonPath()
                            .getString("items[0].id")
                            .equals(second.jsonPath().getString("items[0].id")));
            as("admin", "ZQ")
                    .queryParam("to", "2001-01-01")
                    .get("/v1/staff/audit-trail")
                    .then()
                    .body("items", empty());
        }
    }

    @Test
    void theSelfCheckNamesEveryInvariantAndFindsTheTrailIntact() {
        as("finance", "ZQ")
                .get("/v1/staff/self-check")
                .then()
                .statusCode(200)
                .body("invariants.id", hasItem("I9"))
                .body("invariants.find { it.id == 'I9' }.healthy", equalTo(true));
    }
}
