package org.almoner;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.builder.ResponseBuilder;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * Every operation of the contract is asked once by somebody without a token, and once more as what
 * nothing answers: whatever comes says what it is, in which letters, and how browsers are to treat
 * it (ASVS 3.4.3, 3.4.4, 4.1.1, 14.3.2).
 */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class AnswersOfTheContractTest {

    private static final Set<String> METHODS = Set.of("get", "put", "post", "patch", "delete");

    @Test
    void sayWhatTheyAreAndHowBrowsersAreToTreatThem() {
        List<String> wrong = new ArrayList<>();
        int answers = 0;
        int good = 0;
        for (Map.Entry<String, JsonNode> path : Contract.tree().get("paths").properties()) {
            for (String method : METHODS) {
                if (!path.getValue().has(method)) {
                    continue;
                }
                boolean hasBody = path.getValue().get(method).has("requestBody");
                String address =
                        path.getKey()
                                .replace("{locale}", "en")
                                .replace("{country}", "DE")
                                .replaceAll("\\{[^}]*}", UUID.randomUUID().toString());
                RequestSpecification call = given().queryParam("locale", "en");
                Response answer =
                        (hasBody ? call.contentType(ContentType.JSON).body("{}") : call)
                                .request(method.toUpperCase(Locale.ROOT), address);
                answers++;
                good += answer.statusCode() < 300 ? 1 : 0;
                faults(address.startsWith("/v1"), answer)
                        .forEach(
                                fault ->
                                        wrong.add(
                                                method
                                                        + " "
                                                        + path.getKey()
                                                        + " "
                                                        + answer.statusCode()
                                                        + ": "
                                                        + fault));
            }
        }
        for (String nowhere : List.of("/", "/v1/nowhere", "/v1/me/nowhere", "/%00", "/q/health")) {
            Response answer = given().urlEncodingEnabled(false).get(nowhere);
            faults(true, answer).forEach(fault -> wrong.add(nowhere + ": " + fault));
        }
        assertEquals(List.of(), wrong);
        assertTrue(answers > 60 && good > 5, answers + " answers, " + good + " good ones");
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
