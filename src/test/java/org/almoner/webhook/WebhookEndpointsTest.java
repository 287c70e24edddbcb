package org.almoner.webhook;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.almoner.TestDatabase;
import org.almoner.TestStaff;
import org.almoner.access.WithoutSecondFactor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What an administrator does with endpoints. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class WebhookEndpointsTest {

    private static final String ALL = "/v1/staff/webhook-endpoints";

    @Inject WebhookBench bench;
    @Inject MeterRegistry meters;

    private OfficeSystem system;

    @BeforeEach
    void begin() {
        bench.clear();
        system = new OfficeSystem();
    }

    @AfterEach
    void end() {
        system.close();
        bench.clear();
    }

    private static RequestSpecification admin(String... offices) {
        return TestStaff.as("admin", offices);
    }

    private static ValidatableResponse add(RequestSpecification who, String office, String url) {
        return who.contentType(ContentType.JSON)
                .body(Map.of("office", office, "url", url))
                .post(ALL)
                .then();
    }

    private String added() {
        return add(admin("NL"), "NL", system.url()).statusCode(201).extract().path("endpoint.id");
    }

    private static long audited(WebhookBench bench, String action, String endpoint) {
        return bench.number(
                "SELECT count(*) FROM audit_entry WHERE action = ? AND object = ?"
                        + " AND office = 'NL'",
                action,
                "webhook-endpoint/" + endpoint);
    }

    @Nested
    class AnEndpoint {

        @Test
        void isAddedWithASecretThatNoLaterAnswerHas() {
            String id =
                    add(admin("NL"), "NL", system.url())
                            .statusCode(201)
                            .header("Cache-Control", "no-store")
                            .body("secret", matchesPattern("whsec_[A-Za-z0-9+/]{43}="))
                            .body("endpoint.state", equalTo("ACTIVE"))
                            .body("endpoint.url", equalTo(system.url()))
                            .extract()
                            .path("endpoint.id");
            for (String path : List.of(ALL, ALL + "/" + id, ALL + "/" + id + "/messages")) {
                String answer = admin("NL").get(path).then().statusCode(200).extract().asString();
                assertFalse(answer.contains("whsec_"), path);
            }
            admin("NL").get(ALL).then().body("items.id", hasItem(id));
            assertEquals(1, audited(bench, "webhook-endpoint.added", id));
        }

        @Test
        void isNotAddedTwiceNorASixthTime() {
            for (int number = 1; number <= 5; number++) {
                add(admin("NL"), "NL", system.url() + number).statusCode(201);
            }
            add(admin("NL"), "NL", system.url() + 5)
                    .statusCode(409)
                    .body("code", equalTo("wrong-state"));
            add(admin("NL"), "NL", system.url() + 6).statusCode(409);
            add(admin("*"), "DE", system.url() + 6).statusCode(201);
            String first = admin("NL").get(ALL + "?limit=1").then().extract().path("items[0].id");
            admin("NL").delete(ALL + "/" + first).then().statusCode(204);
            add(admin("NL"), "NL", system.url() + 6).statusCode(201);
        }

        @Test
        void isRefusedWithItsRuleWhenItsAddressMustNotBeCalled() {
            Map<String, String> refused =
                    Map.of(
                            "http://crm.example.org/", "https_only",
                            "https://169.254.169.254/latest/", "not_a_host_name",
                            "https://127.1/", "not_a_host_name",
                            "https://me@crm.example.org/", "user_info",
                            "https://crm.example.org:8443/", "port_not_allowed");
            refused.forEach(
                    (url, rule) ->
                            add(admin("NL"), "NL", url)
                                    .statusCode(400)
                                    .body("violations[0].pointer", equalTo("/url"))
                                    .body("violations[0].code", equalTo(rule)));
            assertEquals(0, bench.number("SELECT count(*) FROM webhook_endpoint"));
        }

        @Test
        void isListedInPages() {
            for (int number = 1; number <= 3; number++) {
                add(admin("NL"), "NL", system.url() + number).statusCode(201);
            }
            String cursor =
                    admin("NL")
                            .get(ALL + "?limit=2&office=NL")
                            .then()
                            .statusCode(200)
                            .body("items", hasSize(2))
                            .extract()
                            .path("nextCursor");
            admin("NL")
                    .get(ALL + "?limit=2&cursor=" + cursor)
                    .then()
                    .body("items", hasSize(1))
                    .body("items[0].url", equalTo(system.url() + 3))
                    .body("nextCursor", nullValue());
        }

        @Test
        void ofAForeignOfficeIsLikeNone() {
            String id = added();
            String one = ALL + "/" + id;
            admin("DE").get(ALL).then().body("items.id", not(hasItem(id)));
            admin("DE").get(ALL + "?office=NL").then().body("items", hasSize(0));
            admin("DE").get(one).then().statusCode(404);
            admin("DE").delete(one).then().statusCode(404);
            admin("DE").get(one + "/messages").then().statusCode(404);
            for (String act : List.of("secret-rotation", "suspension", "resumption", "test")) {
                admin("DE").post(one + "/" + act).then().statusCode(404);
            }
            add(admin("DE"), "NL", system.url() + 2).statusCode(404);
            assertEquals(0, system.received().size());
        }

        @Test
        void andItsSecretChangeWithASecondFactorOnly() {
            String one = ALL + "/" + added();
            String weak = WithoutSecondFactor.token("admin");
            add(given().auth().oauth2(weak), "NL", system.url() + 2)
                    .statusCode(401)
                    .body("code", equalTo("second-factor-needed"));
            given().auth().oauth2(weak).post(one + "/secret-rotation").then().statusCode(401);
            given().auth().oauth2(weak).delete(one).then().statusCode(401);
            given().auth().oauth2(weak).get(one).then().statusCode(200);
        }

        @Test
        void isRotatedSuspendedResumedAndRemovedAndTheTrailTellsOfIt() {
            String id = added();
            String one = ALL + "/" + id;
            admin("NL")
                    .post(one + "/secret-rotation")
                    .then()
                    .statusCode(200)
                    .body("secret", matchesPattern("whsec_.+"))
                    .body("endpoint.oldSecretUntil", matchesPattern("20.+Z"));
            admin("NL")
                    .post(one + "/suspension")
                    .then()
                    .statusCode(200)
                    .body("state", equalTo("SUSPENDED"))
                    .body("suspendedBecause", equalTo("BY_STAFF"));
            admin("NL").post(one + "/suspension").then().statusCode(409);
            admin("NL")
                    .post(one + "/resumption")
                    .then()
                    .statusCode(200)
                    .body("state", equalTo("ACTIVE"));
            admin("NL").post(one + "/resumption").then().statusCode(409);
            admin("NL").delete(one).then().statusCode(204);
            admin("NL").get(one).then().statusCode(404);
            for (String action : List.of("secret-rotated", "suspended", "resumed", "removed")) {
                assertEquals(1, audited(bench, "webhook-endpoint." + action, id), action);
            }
        }
    }

    @Nested
    class ATest {

        @Test
        void tellsTheClassOfTheStatusAndTheTimeItTook() {
            String one = ALL + "/" + added();
            system.answerOnce(418);
            admin("NL")
                    .post(one + "/test")
                    .then()
                    .statusCode(200)
                    .body("outcome", equalTo("REFUSED"))
                    .body("statusClass", equalTo("4xx"));
            assertTrue(system.only().body().startsWith("{\"type\":\"webhook.test\","));
            assertTrue(system.only().body().endsWith("\"data\":{}}"));
            assertEquals(0, bench.messages().size());
        }

        @Test
        void saysSoWhenNobodyIsThere() {
            String one = ALL + "/" + added();
            system.close();
            admin("NL")
                    .post(one + "/test")
                    .then()
                    .statusCode(200)
                    .body("outcome", equalTo("NO_CONNECTION"))
                    .body("statusClass", nullValue());
        }

        @Test
        void leavesThePathOfTheReceiverInNoMetric() {
            admin("NL").post(ALL + "/" + added() + "/test").then().statusCode(200);
            List<String> labels =
                    meters.getMeters().stream()
                            .flatMap(it -> it.getId().getTags().stream())
                            .map(Tag::getValue)
                            .toList();
            assertTrue(labels.size() > 10, "labels at all");
            assertFalse(labels.stream().anyMatch(it -> it.contains(OfficeSystem.PATH)));
        }
    }

    @Nested
    class Messages {

        @Test
        void areShownWithWhatBecameOfThemAndTriedAgain() {
            String one = ALL + "/" + added();
            UUID first = bench.owe(1);
            UUID second = bench.owe(2);
            system.answerOnce(500);
            bench.sendWhatIsDue();
            String message =
                    admin("NL")
                            .get(one + "/messages?state=PENDING")
                            .then()
                            .statusCode(200)
                            .body("items", hasSize(2))
                            .body("items[0].subject", equalTo(second.toString()))
                            .body("items[0].attempts", equalTo(0))
                            .body("items[1].subject", equalTo(first.toString()))
                            .body("items[1].lastOutcome", equalTo("BROKEN"))
                            .body("items[1].attempts", equalTo(1))
                            .extract()
                            .path("items[1].id");
            String cursor =
                    admin("NL").get(one + "/messages?limit=1").then().extract().path("nextCursor");
            admin("NL")
                    .get(one + "/messages?limit=1&cursor=" + cursor)
                    .then()
                    .body("items[0].id", equalTo(message))
                    .body("nextCursor", nullValue());
            admin("NL").post(one + "/messages/" + message + "/retry").then().statusCode(202);
            bench.sendWhatIsDue();
            admin("NL")
                    .get(one + "/messages?state=SENT")
                    .then()
                    .body("items", hasSize(2))
                    .body("items.lastOutcome", equalTo(List.of("TAKEN", "TAKEN")));
            admin("NL").post(one + "/messages/" + message + "/retry").then().statusCode(409);
            admin("NL")
                    .post(one + "/messages/" + UUID.randomUUID() + "/retry")
                    .then()
                    .statusCode(404);
            admin("NL")
                    .get(one + "/messages?state=LOST")
                    .then()
                    .statusCode(400)
                    .body("violations[0].pointer", equalTo("query:state"));
        }

        @Test
        void thatNobodyTakesPutTheirEndpointAmongTheFailures() {
            String id = added();
            bench.owe(1);
            system.answerOnce(410);
            bench.sendWhatIsDue();
            TestStaff.as("office", "NL")
                    .get("/v1/staff/failures?kind=WEBHOOK_ENDPOINT")
                    .then()
                    .statusCode(200)
                    .body("items", hasSize(1))
                    .body("items[0].id", equalTo(id))
                    .body("items[0].office", equalTo("NL"))
                    .body("items[0].retryable", equalTo(false));
            String retry = "/v1/staff/failures/WEBHOOK_ENDPOINT/" + id + "/retry";
            TestStaff.as("office", "NL").post(retry).then().statusCode(409);
            TestStaff.as("office", "DE").post(retry).then().statusCode(404);
            admin("NL").post(ALL + "/" + id + "/resumption").then().statusCode(200);
            TestStaff.as("office", "NL").post(retry).then().statusCode(404);
            TestStaff.as("office", "NL")
                    .get("/v1/staff/failures?kind=WEBHOOK_ENDPOINT")
                    .then()
                    .body("items", hasSize(0));
        }
    }
}
