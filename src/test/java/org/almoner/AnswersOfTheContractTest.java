package org.almoner;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.builder.ResponseBuilder;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.almoner.access.SignedIn;
import org.almoner.wizard.GivenGifts;
import org.junit.jupiter.api.Test;

/**
 * Every operation of the contract is asked by somebody without a token, and what only looks is
 * asked by somebody who may look, too: whatever comes says what it is, in which letters, and how
 * browsers are to treat it (ASVS 3.4.3, 3.4.4, 4.1.1, 14.3.2).
 */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class AnswersOfTheContractTest {

    private static final Set<String> METHODS = Set.of("get", "put", "post", "patch", "delete");

    /** An operation, and a request of it that has nothing personal in it. */
    private record Operation(String method, String path, JsonNode described) {

        String name() {
            return method + " " + path;
        }

        Response on(RequestSpecification call) {
            for (JsonNode parameter : described.path("parameters")) {
                if (parameter.path("in").asText().equals("query")
                        && parameter.path("required").asBoolean()) {
                    call.queryParam(
                            parameter.get("name").asText(),
                            parameter.get("name").asText().equals("locale") ? "en" : "DE");
                }
            }
            String address =
                    path.replace("{country}", "DE")
                            .replaceAll("\\{[^}]*}", UUID.randomUUID().toString());
            var types = described.path("requestBody").path("content").fieldNames();
            return (types.hasNext() ? withBody(call, types.next()) : call)
                    .request(method.toUpperCase(Locale.ROOT), address);
        }
    }

    /** Pictures and documents are no text to the client. */
    private static RequestSpecification withBody(RequestSpecification call, String type) {
        return type.contains("json") || type.contains("xml")
                ? call.contentType(type).body("{}")
                : call.contentType(type).body("{}".getBytes(StandardCharsets.US_ASCII));
    }

    private static List<Operation> operations() {
        List<Operation> found = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : Contract.tree().get("paths").properties()) {
            for (String method : METHODS) {
                if (path.getValue().has(method)) {
                    found.add(new Operation(method, path.getKey(), path.getValue().get(method)));
                }
            }
        }
        return found;
    }

    @Test
    void sayWhatTheyAreAndHowBrowsersAreToTreatThem() {
        List<String> wrong = new ArrayList<>();
        String email = "answers-" + UUID.randomUUID().toString().substring(0, 8) + "@example.org";
        GivenGifts.once(email, "SUCCEEDS");
        String donor = SignedIn.at(email);
        String staff =
                TestStaff.token(
                        List.of("finance", "office", "privacy", "admin", "receiver"), List.of("*"));
        int answers = 0;
        int good = 0;
        for (Operation operation : operations()) {
            List<Response> all = new ArrayList<>(List.of(operation.on(given())));
            if (operation.method().equals("get")) {
                String token = operation.path().startsWith("/v1/me") ? donor : staff;
                all.add(operation.on(given().auth().oauth2(token)));
            }
            for (Response answer : all) {
                answers++;
                good += answer.statusCode() < 300 ? 1 : 0;
                faults(operation.path().startsWith("/v1"), answer)
                        .forEach(
                                it ->
                                        wrong.add(
                                                operation.name()
                                                        + " "
                                                        + answer.statusCode()
                                                        + ": "
                                                        + it));
            }
        }
        for (String nowhere : List.of("/", "/v1/nowhere", "/v1/me/nowhere", "/%00", "/q/health")) {
            Response answer = given().urlEncodingEnabled(false).get(nowhere);
            faults(true, answer).forEach(fault -> wrong.add(nowhere + ": " + fault));
        }
        assertEquals(List.of(), wrong);
        assertTrue(answers > 100 && good > 20, answers + " answers, " + good + " good ones");
    }

    @Test
    void nothingForOperatorsOrDevelopersIsOnThePublicPort() {
        for (String path :
                List.of(
                        "/q/health",
                        "/q/health/ready",
                        "/q/metrics",
                        "/q/dev-ui",
                        "/q/swagger-ui",
                        "/metrics",
                        "/health",
                        "/.git/config",
                        "/.env")) {
            assertEquals(404, given().get(path).statusCode(), path);
        }
    }

    /** What is missing in an answer; empty for a good one. */
    private static List<String> faults(boolean isData, Response answer) {
        List<String> faults = new ArrayList<>();
        if (!"nosniff".equals(answer.header("X-Content-Type-Options"))) {
            faults.add("may be sniffed");
        }
        if (answer.header("Referrer-Policy") == null) {
            faults.add("no Referrer-Policy");
        }
        String policy = String.valueOf(answer.header("Content-Security-Policy"));
        if (!policy.contains("default-src 'none'")) {
            faults.add("policy " + policy);
        }
        if (answer.header("Server") != null || answer.header("X-Powered-By") != null) {
            faults.add("says what it is made of");
        }
        String kept = String.valueOf(answer.header("Cache-Control"));
        if (isData && answer.statusCode() >= 400 && !kept.equals("no-store")) {
            faults.add("may be kept: " + kept);
        }
        String type = String.valueOf(answer.contentType()).toLowerCase(Locale.ROOT);
        if (answer.asByteArray().length > 0) {
            boolean isText = type.startsWith("text/") || type.contains("xml");
            if (type.equals("null") || type.isBlank()) {
                faults.add("no Content-Type");
            } else if (isText && !type.contains("charset=utf-8")) {
                faults.add("no charset: " + type);
            } else if (type.contains("charset=") && !type.contains("charset=utf-8")) {
                faults.add("another charset: " + type);
            }
        }
        return faults;
    }

    @Test
    void theDetectorFires() {
        Response careless =
                new ResponseBuilder()
                        .setStatusCode(500)
                        .setContentType("text/html")
                        .setHeader("Server", "x")
                        .setBody("<p>Oh</p>")
                        .build();
        assertEquals(6, faults(true, careless).size(), faults(true, careless).toString());
    }
}
