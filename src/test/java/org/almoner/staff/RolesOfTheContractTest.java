package org.almoner.staff;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.almoner.TestDatabase;
import org.almoner.TestStaff;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** AU-11 and FW-6: every staff operation of the contract, with every role and every spelling. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class RolesOfTheContractTest {

    private static final List<String> ROLES =
            List.of("finance", "office", "privacy", "admin", "receiver");

    private final List<Operation> operations = new ArrayList<>();

    private record Operation(
            String method, String path, Set<String> roles, boolean hasBody, String mediaType) {

        /** Pictures and documents are no text to the client. */
        private RequestSpecification withBody(RequestSpecification who) {
            return mediaType.contains("json") || mediaType.contains("xml")
                    ? who.contentType(mediaType).body("{}")
                    : who.contentType(mediaType).body("{}".getBytes(StandardCharsets.US_ASCII));
        }

        int call(RequestSpecification who, String spelling) {
            RequestSpecification request = hasBody ? withBody(who) : who;
            return request.urlEncodingEnabled(false).request(method, spelling).statusCode();
        }
    }

    @BeforeEach
    void readTheContract() throws IOException {
        JsonNode contract = new YAMLMapper().readTree(Path.of("openapi/openapi.yaml").toFile());
        for (Map.Entry<String, JsonNode> path : contract.get("paths").properties()) {
            if (path.getKey().startsWith("/v1/staff/")) {
                for (Map.Entry<String, JsonNode> one : path.getValue().properties()) {
                    operations.add(operation(path.getKey(), one.getKey(), one.getValue()));
                }
            }
        }
        assertTrue(operations.size() >= 7, "the contract has lost operations of staff");
    }

    private static Operation operation(String path, String method, JsonNode described) {
        Set<String> roles = new TreeSet<>();
        described.get("x-roles").forEach(role -> roles.add(role.asText()));
        return new Operation(
                method.toUpperCase(Locale.ROOT),
                path.replace("{kind}", "MAIL")
                        .replace("{kid}", "unknown")
                        .replace("{number}", "ZQ-2026-000001")
                        .replace("{part}", "1")
                        .replace("{code}", "ZQ")
                        .replace("{text}", "de-privacy")
                        .replace("{version}", "1")
                        .replace("{message}", UUID.randomUUID().toString())
                        .replace("{id}", UUID.randomUUID().toString()),
                roles,
                described.has("requestBody"),
                mediaType(described.path("requestBody").path("content")));
    }

    private static String mediaType(JsonNode content) {
        return content.isEmpty() ? ContentType.JSON.toString() : content.fieldNames().next();
    }

    private static Map<String, String> tokens() {
        Map<String, String> tokens = new LinkedHashMap<>();
        for (String role : ROLES) {
            tokens.put(role, TestStaff.token(List.of(role), List.of("ZQ")));
        }
        return tokens;
    }

    @Test
    void everyOperationIsOpenToTheRolesOfTheContractAndToNobodyElse() {
        Map<String, String> tokens = tokens();
        String none = TestStaff.token(List.of(), List.of("*"));
        List<String> wrong = new ArrayList<>();
        for (Operation operation : operations) {
            if (operation.call(given(), operation.path()) != 401) {
                wrong.add("nobody " + operation);
            }
            for (String role : ROLES) {
                int status =
                        operation.call(given().auth().oauth2(tokens.get(role)), operation.path());
                if ((status == 403) == operation.roles().contains(role) || status == 401) {
                    wrong.add(role + " " + operation + ": " + status);
                }
            }
            if (operation.call(given().auth().oauth2(none), operation.path()) != 403) {
                wrong.add("no role " + operation);
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void noSpellingOfAPathOpensAnOperationWithoutItsRole() {
        Map<List<String>, String> tokens = new HashMap<>();
        List<String> opened = new ArrayList<>();
        for (Operation operation : operations) {
            List<String> refused = new ArrayList<>(ROLES);
            refused.removeAll(operation.roles());
            // Somebody with all the roles that the operation refuses: what any of them opens shows.
            String token =
                    tokens.computeIfAbsent(refused, roles -> TestStaff.token(roles, List.of("ZQ")));
            for (String spelling : spellingsOf(operation.path())) {
                if (operation.call(given(), spelling) < 300) {
                    opened.add("nobody " + spelling);
                }
                if (operation.call(given().auth().oauth2(token), spelling) < 300) {
                    opened.add(refused + " " + spelling);
                }
            }
        }
        assertEquals(List.of(), opened);
    }

    private static List<String> spellingsOf(String path) {
        String last = path.substring(path.lastIndexOf('/') + 1);
        String parent = path.substring(0, path.lastIndexOf('/'));
        return List.of(
                path + ";x",
                path + ";x=1",
                path + "/",
                path + "//",
                "/" + path,
                parent + "//" + last,
                parent + "/./" + last,
                parent + "/x/%2e%2e/" + last,
                parent + "/%2e/" + last,
                parent + "%2F" + last,
                parent + "/" + last.toUpperCase(Locale.ROOT),
                parent + "/%" + Integer.toHexString(last.charAt(0)) + last.substring(1),
                path + "%3Bx",
                path + "%00",
                path + ".json",
                parent + ";x/" + last);
    }

    @Test
    void anotherMethodOpensNothing() {
        List<String> opened = new ArrayList<>();
        for (Operation operation : operations) {
            for (String method : List.of("HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")) {
                int status = given().request(method, operation.path()).statusCode();
                boolean harmless = method.equals("OPTIONS") && status < 300;
                if (status < 300 && !harmless) {
                    opened.add(method + " " + operation.path());
                }
            }
        }
        assertEquals(List.of(), opened);
    }
}
