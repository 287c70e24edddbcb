package org.almoner.portal;

import static io.restassured.RestAssured.given;
import static org.almoner.portal.PortalCalls.address;
import static org.almoner.portal.PortalCalls.with;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.builder.ResponseBuilder;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.almoner.TestDatabase;
import org.almoner.TestStaff;
import org.almoner.access.SignedIn;
import org.almoner.giftaid.BritishGifts;
import org.almoner.periodic.DutchAgreements;
import org.almoner.portal.MyOperations.Operation;
import org.almoner.tax.IssuedStatements;
import org.almoner.wizard.GivenGifts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * F10: every operation of the contract that names something of a donor's, called by everybody who
 * has no business there. What is somebody else's is answered like what does not exist, byte for
 * byte.
 */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class OwnershipMatrixTest {

    private static final List<String> ROLES =
            List.of("finance", "office", "privacy", "admin", "receiver");

    @Inject SeededHistory seeded;
    @Inject IssuedStatements statements;
    @Inject BritishGifts gifts;
    @Inject DutchAgreements agreements;

    private String owner;
    private String stranger;

    /** Ids of the owner's, by what stands before them in a path. */
    private final Map<String, String> owned = new LinkedHashMap<>();

    @BeforeEach
    void somebodyWhoGives() {
        String theirs = address();
        GivenGifts.once(theirs, "SUCCEEDS");
        stranger = SignedIn.at(theirs);
    }

    private void andAnotherOneWithOneOfEach() {
        String mine = address();
        String gift = GivenGifts.once(mine, "SUCCEEDS");
        String recurring = GivenGifts.monthly(mine, "SUCCEEDS", Map.of());
        owner = SignedIn.at(mine);
        String elsewhere = SignedIn.at(mine);
        String session =
                with(elsewhere).get("/v1/me/sessions").path("items.find { it.current }.id");
        with(owner)
                .body(
                        Map.of(
                                "office",
                                "DE",
                                "locale",
                                "de",
                                "answers",
                                List.of(
                                        Map.of(
                                                "id",
                                                "de-newsletter-email",
                                                "version",
                                                1,
                                                "given",
                                                true))))
                .post("/v1/me/consents")
                .then()
                .statusCode(200);
        String consent =
                with(owner)
                        .get("/v1/me/consents")
                        .path(
                                "items.find { it.purpose == 'NEWSLETTER' && it.channel == 'EMAIL'"
                                        + " }.answer.id");
        owned.put("/v1/me/gifts/", gift);
        owned.put("/v1/me/recurring-gifts/", recurring);
        owned.put("/v1/me/sessions/", session);
        owned.put("/v1/me/consents/", consent);
        owned.put(
                "/v1/me/tax-statements/",
                statements.of(statements.donorAt(mine), 2003).id().toString());
        owned.put("/v1/me/gift-aid-declarations/", gifts.declared(statements.donorAt(mine)));
        owned.put("/v1/me/periodic-gift-agreements/", agreements.offered(statements.donorAt(mine)));
    }

    private String ownIdFor(Operation operation) {
        String before = operation.path().substring(0, operation.path().indexOf('{'));
        String id = owned.get(before);
        if (id == null || operation.path().indexOf('{', before.length() + 1) > 0) {
            throw new AssertionError("Whose id does one put into " + operation.name() + "?");
        }
        return id;
    }

    private static List<Operation> withAnId() {
        return MyOperations.all().stream().filter(Operation::hasId).toList();
    }

    @Test
    void nobodyButItsOwnerLearnsAnythingOrChangesAnything() {
        andAnotherOneWithOneOfEach();
        List<String> wrong = new ArrayList<>();
        long events = seeded.count("SELECT count(*) FROM recurring_gift_event");
        Map<String, String> staff = staff();
        for (Operation operation : withAnId()) {
            String id = ownIdFor(operation);
            String unknown = UUID.randomUUID().toString();
            expect(wrong, 401, new Caller("nobody", json()), operation, id);
            staff.forEach(
                    (role, token) ->
                            expect(wrong, 403, new Caller(role, with(token)), operation, id));
            Response foreign = expect(wrong, 404, aStranger(), operation, id);
            Response missing = expect(wrong, 404, aStranger(), operation, unknown);
            if (!shape(foreign, id).equals(shape(missing, unknown))) {
                wrong.add(operation.name() + " tells what is somebody's from what is nobody's");
            }
        }
        assertEquals(List.of(), wrong);
        assertEquals(events, seeded.count("SELECT count(*) FROM recurring_gift_event"));
        for (Operation operation : withAnId()) {
            Response answer = operation.on(with(owner), ownIdFor(operation));
            if (answer.statusCode() >= 300 || mayBeKept(answer)) {
                wrong.add("the owner " + operation.name() + ": " + answer.asString());
            }
        }
        assertEquals(List.of(), wrong);
    }

    private record Caller(String name, RequestSpecification call) {}

    private Caller aStranger() {
        return new Caller("a stranger", with(stranger));
    }

    private static RequestSpecification json() {
        return given().contentType(ContentType.JSON);
    }

    private static Map<String, String> staff() {
        Map<String, String> tokens = new LinkedHashMap<>();
        ROLES.forEach(role -> tokens.put(role, TestStaff.token(List.of(role), List.of("*"))));
        tokens.put("all roles", TestStaff.token(ROLES, List.of("*")));
        return tokens;
    }

    private static Response expect(
            List<String> wrong, int status, Caller who, Operation operation, String id) {
        Response answer = operation.on(who.call(), id);
        if (answer.statusCode() != status || mayBeKept(answer)) {
            wrong.add(who.name() + " " + operation.name() + ": " + answer.statusCode());
        }
        return answer;
    }

    /** All that an answer says, but for the request's own name and the id that was asked for. */
    private static String shape(Response answer, String id) {
        String request = answer.header("X-Request-Id");
        TreeSet<String> headers = new TreeSet<>();
        answer.headers()
                .forEach(
                        header -> {
                            if (!header.getName().equalsIgnoreCase("Date")) {
                                headers.add(header.getName() + ": " + header.getValue());
                            }
                        });
        return (answer.statusLine() + "\n" + headers + "\n" + answer.asString())
                .replace(request, "REQUEST")
                .replace(id, "ID");
    }

    @Test
    void noAnswerMayBeKeptByACache() {
        List<String> wrong = new ArrayList<>();
        for (Operation operation : MyOperations.all()) {
            String id = UUID.randomUUID().toString();
            for (Response answer :
                    List.of(operation.on(json(), id), operation.on(with(stranger), id))) {
                if (mayBeKept(answer)) {
                    wrong.add(operation.name() + " " + answer.statusCode());
                }
            }
        }
        assertEquals(List.of(), wrong);
    }

    private static boolean mayBeKept(Response answer) {
        return !"no-store".equals(answer.header("Cache-Control"))
                || answer.header("Expires") != null;
    }

    /** Fifteen looks leave no statement behind that ran as often and writes. */
    @Test
    void lookingChangesNothing() {
        andAnotherOneWithOneOfEach();
        int times = 15;
        List<Operation> looks =
                MyOperations.all().stream()
                        .filter(it -> it.method().equals("GET"))
                        // Copies are counted and refused after a few, so they are no looks.
                        .filter(it -> !it.path().startsWith("/v1/me/export"))
                        .toList();
        seeded.beginCounting();
        for (Operation look : looks) {
            String id = look.hasId() ? ownIdFor(look) : "";
            for (int i = 0; i < times; i++) {
                assertEquals(200, look.on(with(owner), id).statusCode(), look.name());
            }
        }
        assertEquals(List.of(), writing(seeded.ranAtLeast(times)));
    }

    /** ASVS 15.3.7. */
    @Test
    void ofAParameterThatComesTwiceTheFirstCounts() {
        // The contract allows no such request, so the filter that holds it is left out.
        with(stranger).noFilters().get("/v1/me/gifts?limit=1&limit=101").then().statusCode(200);
        with(stranger).noFilters().get("/v1/me/gifts?limit=101&limit=1").then().statusCode(400);
    }

    /** What the relay notes of mails that did not arrive is no part of any look. */
    private static List<String> writing(Map<String, Long> ran) {
        return ran.keySet().stream()
                .filter(sql -> !sql.startsWith("UPDATE outbox_message SET version"))
                .filter(
                        sql ->
                                sql.matches(
                                        "(?is)\\s*(insert|update|delete|merge|with .*insert)\\b.*"))
                .toList();
    }

    @Test
    void theDetectorsFire() {
        Operation forgotten = new Operation("GET", "/v1/me/tax-statements/{id}", false);
        assertThrows(AssertionError.class, () -> ownIdFor(forgotten));
        assertThrows(
                AssertionError.class,
                () -> MyOperations.bodyOf(new Operation("PUT", forgotten.path(), true)));
        Response one = refusal("{\"requestId\":\"r1\",\"detail\":\"Not yours\"}", "r1");
        Response other = refusal("{\"requestId\":\"r2\",\"detail\":\"Not there\"}", "r2");
        Response same = refusal("{\"requestId\":\"r3\",\"detail\":\"Not there\"}", "r3");
        String id = UUID.randomUUID().toString();
        assertNotEquals(shape(one, id), shape(other, id));
        assertEquals(shape(other, id), shape(same, id));
        assertTrue(mayBeKept(one), "an answer without Cache-Control was not noticed");
        int times = 15;
        seeded.beginCounting();
        for (int i = 0; i < times; i++) {
            seeded.run("UPDATE donor SET last_seen_at = last_seen_at WHERE false");
        }
        assertTrue(writing(seeded.ranAtLeast(times)).size() == 1, "a write was not noticed");
    }

    private static Response refusal(String body, String request) {
        return new ResponseBuilder()
                .setStatusCode(404)
                .setStatusLine("HTTP/1.1 404 Not Found")
                .setHeader("X-Request-Id", request)
                .setContentType("application/problem+json")
                .setBody(body)
                .build();
    }
}
