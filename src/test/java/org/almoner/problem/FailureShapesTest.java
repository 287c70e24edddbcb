package org.almoner.problem;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.http.Method;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.almoner.TestDatabase;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way to fail has the one shape, and says nothing it should not say. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class FailureShapesTest {

    private static final String MARKER = "hunter2-marker";
    private static final String AMOUNT = "\"amount\":{\"minor\":2500,\"currency\":\"EUR\"}";

    private static final Set<String> SLUGS =
            Arrays.stream(ProblemType.values())
                    .map(ProblemType::slug)
                    .collect(Collectors.toUnmodifiableSet());

    @TestHTTPResource("/")
    URL base;

    private static RequestSpecification request() {
        return given().config(
                        RestAssured.config()
                                .encoderConfig(
                                        EncoderConfig.encoderConfig()
                                                .appendDefaultContentCharsetToContentTypeIfUndefined(
                                                        false)))
                .urlEncodingEnabled(false);
    }

    private static Response post(String path, String body) {
        return request()
                .contentType("application/json")
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post(path);
    }

    private static void assertProblem(Response answer, int status, String code) {
        String text = answer.asString();
        assertEquals(status, answer.statusCode(), text);
        answer.then()
                .contentType("application/problem+json")
                .header("X-Request-Id", notNullValue())
                .header("X-Content-Type-Options", "nosniff")
                .header("Cache-Control", "no-store")
                .header("Content-Security-Policy", notNullValue())
                .header("Referrer-Policy", "no-referrer")
                .body("code", equalTo(code))
                .body("type", equalTo("/problems/" + code))
                .body("status", equalTo(status))
                .body("title", not(emptyString()))
                .body("requestId", equalTo(answer.header("X-Request-Id")));
        assertTrue(SLUGS.contains(code), code);
        assertSaysNothing(text);
    }

    private static void assertSaysNothing(String text) {
        for (String word :
                List.of(MARKER, "org.almoner", "java.", "jackson", "Exception", "Mustermann")) {
            assertFalse(text.contains(word), text);
        }
    }

    private static void assertViolation(Response answer, String pointer, String code) {
        assertProblem(answer, 400, "invalid-input");
        answer.then()
                .body("violations[0].pointer", equalTo(pointer))
                .body("violations[0].code", equalTo(code))
                .body("violations[0].message", not(emptyString()));
    }

    @Nested
    class ABody {

        static Stream<Arguments> violations() {
            return Stream.of(
                    Arguments.of(
                            "{" + AMOUNT + ",\"role\":\"" + MARKER + "\"}",
                            "/role",
                            "unknown_property"),
                    Arguments.of(
                            "{" + AMOUNT + ",\"inner\":{\"town\":\"x\",\"zip\":1}}",
                            "/inner/zip",
                            "unknown_property"),
                    Arguments.of("{" + AMOUNT + ",\"text\":5}", "/text", "wrong_type"),
                    Arguments.of("{" + AMOUNT + ",\"text\":1.5}", "/text", "wrong_type"),
                    Arguments.of("{" + AMOUNT + ",\"text\":true}", "/text", "wrong_type"),
                    Arguments.of("{" + AMOUNT + ",\"text\":[\"a\"]}", "/text", "wrong_type"),
                    Arguments.of("{" + AMOUNT + ",\"text\":{\"a\":1}}", "/text", "wrong_type"),
                    Arguments.of("{" + AMOUNT + ",\"whole\":\"1\"}", "/whole", "wrong_type"),
                    Arguments.of("{" + AMOUNT + ",\"whole\":\"\"}", "/whole", "wrong_type"),
                    Arguments.of("{" + AMOUNT + ",\"whole\":1.0}", "/whole", "wrong_type"),
                    Arguments.of("{" + AMOUNT + ",\"whole\":1.9}", "/whole", "wrong_type"),
                    Arguments.of("{" + AMOUNT + ",\"whole\":true}", "/whole", "wrong_type"),
                    Arguments.of(
                            "{" + AMOUNT + ",\"whole\":99999999999}", "/whole", "out_of_range"),
                    Arguments.of("{" + AMOUNT + ",\"yes\":\"true\"}", "/yes", "wrong_type"),
                    Arguments.of("{" + AMOUNT + ",\"yes\":1}", "/yes", "wrong_type"),
                    Arguments.of(
                            "{" + AMOUNT + ",\"cadence\":\"" + MARKER + "\"}",
                            "/cadence",
                            "unknown_value"),
                    Arguments.of("{" + AMOUNT + ",\"cadence\":0}", "/cadence", "wrong_type"),
                    Arguments.of("{" + AMOUNT + ",\"id\":\"" + MARKER + "\"}", "/id", "format"),
                    Arguments.of("{" + AMOUNT + ",\"at\":\"" + MARKER + "\"}", "/at", "format"),
                    Arguments.of(
                            "{" + AMOUNT + ",\"at\":\"+1000000000-12-31T23:59:59Z\"}",
                            "/at",
                            "out_of_range"),
                    Arguments.of(
                            "{" + AMOUNT + ",\"day\":\"+999999999-12-31\"}",
                            "/day",
                            "out_of_range"),
                    Arguments.of(
                            "{" + AMOUNT + ",\"day\":\"-0044-03-15\"}", "/day", "out_of_range"),
                    Arguments.of("{" + AMOUNT + ",\"day\":\"2026-02-29\"}", "/day", "format"),
                    Arguments.of("{" + AMOUNT + ",\"day\":20000}", "/day", "wrong_type"),
                    Arguments.of(
                            "{" + AMOUNT + ",\"text\":\"a\\u0000b\"}",
                            "/text",
                            "control_character"),
                    Arguments.of(
                            "{" + AMOUNT + ",\"text\":\"a\\r\\nBcc: x\"}",
                            "/text",
                            "control_character"),
                    Arguments.of(
                            "{" + AMOUNT + ",\"text\":\"\\u0085\"}", "/text", "control_character"),
                    Arguments.of(
                            "{" + AMOUNT + ",\"text\":\"\\ud800\"}", "/text", "control_character"),
                    Arguments.of(
                            "{" + AMOUNT + ",\"text\":\"\\u202e\"}", "/text", "control_character"),
                    Arguments.of(
                            "{" + AMOUNT + ",\"inners\":[{\"town\":\"a\"},{\"town\":\"\\u0007\"}]}",
                            "/inners/1/town",
                            "control_character"),
                    Arguments.of(
                            "{" + AMOUNT + ",\"inners\":[{\"town\":\"a\"},{}]}",
                            "/inners/1/town",
                            "required"),
                    Arguments.of("{" + AMOUNT + ",\"inner\":{}}", "/inner/town", "required"),
                    Arguments.of(
                            "{" + AMOUNT + "," + AMOUNT + "}", "/amount", "duplicate_property"),
                    Arguments.of(
                            "{" + AMOUNT + ",\"text\":\"a\",\"text\":\"b\"}",
                            "/text",
                            "duplicate_property"),
                    Arguments.of("{" + AMOUNT + "} {}", "", "trailing_content"),
                    Arguments.of("[]", "", "wrong_type"),
                    Arguments.of("[".repeat(20_000), "", "wrong_type"),
                    Arguments.of("\"" + MARKER + "\"", "", "wrong_type"),
                    Arguments.of("1", "", "wrong_type"),
                    Arguments.of("{}", "/amount", "required"),
                    Arguments.of("{\"amount\":null}", "/amount", "required"),
                    Arguments.of("{\"amount\":25}", "/amount", "wrong_type"),
                    Arguments.of("{\"amount\":\"25 EUR\"}", "/amount", "wrong_type"),
                    Arguments.of(
                            "{\"amount\":{\"minor\":-1,\"currency\":\"EUR\"}}",
                            "/amount/minor",
                            "negative"),
                    Arguments.of(
                            "{\"amount\":{\"minor\":1.999,\"currency\":\"EUR\"}}",
                            "/amount/minor",
                            "not_an_integer"),
                    Arguments.of(
                            "{\"amount\":{\"minor\":\"1\",\"currency\":\"EUR\"}}",
                            "/amount/minor",
                            "wrong_type"),
                    Arguments.of(
                            "{\"amount\":{\"minor\":99999999999999999999,\"currency\":\"EUR\"}}",
                            "/amount/minor",
                            "out_of_range"),
                    Arguments.of(
                            "{\"amount\":{\"minor\":1e400,\"currency\":\"EUR\"}}",
                            "/amount/minor",
                            "not_an_integer"),
                    Arguments.of(
                            "{\"amount\":{\"minor\":null,\"currency\":\"EUR\"}}",
                            "/amount/minor",
                            "required"),
                    Arguments.of(
                            "{\"amount\":{\"currency\":\"EUR\"}}", "/amount/minor", "required"),
                    Arguments.of("{\"amount\":{\"minor\":1}}", "/amount/currency", "required"),
                    Arguments.of(
                            "{\"amount\":{\"minor\":1,\"currency\":\"" + MARKER + "\"}}",
                            "/amount/currency",
                            "unknown_currency"),
                    Arguments.of(
                            "{\"amount\":{\"minor\":1,\"currency\":\"EUR\",\"x\":1}}",
                            "/amount/x",
                            "unknown_property"),
                    Arguments.of(
                            "{\"amount\":{\"minor\":1,\"minor\":2,\"currency\":\"EUR\"}}",
                            "/amount/minor",
                            "duplicate_property"));
        }

        @ParameterizedTest
        @MethodSource("violations")
        void thatBreaksARuleIsAnsweredWithItsPlaceAndCode(
                String body, String pointer, String code) {
            assertViolation(post("/test-only/body", body), pointer, code);
        }

        static Stream<String> malformed() {
            return Stream.of(
                    "{",
                    "{" + AMOUNT,
                    "{\"amount\":{\"minor\":25",
                    "{'amount':1}",
                    MARKER,
                    "{\"text\":\"" + MARKER,
                    "{\"text\":NaN}",
                    "{" + AMOUNT + ",\"text\":\"a\nb\"}",
                    "{" + AMOUNT + ",\"text\":\"" + "x".repeat(40_000) + "\"}");
        }

        @ParameterizedTest
        @MethodSource("malformed")
        void thatIsNotJsonIsMalformed(String body) {
            assertProblem(post("/test-only/body", body), 400, "malformed-request");
        }

        @Test
        void thatIsNotUtf8IsMalformed() {
            for (byte[] bytes :
                    new byte[][] {
                        {'{', '"', (byte) 0xff, '"', ':', '1', '}'},
                        "{\"text\":\"x\"}".getBytes(StandardCharsets.UTF_16),
                        {0, 0, 0, (byte) 0x7b, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff}
                    }) {
                Response answer =
                        request()
                                .contentType("application/json")
                                .body(bytes)
                                .post("/test-only/body");
                assertEquals(400, answer.statusCode(), answer.asString());
                answer.then().contentType("application/problem+json");
                assertSaysNothing(answer.asString());
            }
        }

        @Test
        void thatIsEmptyIsRefused() {
            Response answer = post("/test-only/body", "");
            assertEquals(400, answer.statusCode(), answer.asString());
            answer.then().contentType("application/problem+json");
            answer = request().contentType("application/json").post("/test-only/body");
            assertEquals(400, answer.statusCode(), answer.asString());
            assertViolation(post("/test-only/body", "null"), "", "required");
        }

        @Test
        void withNullForAPrimitiveIsRefused() {
            assertViolation(
                    post("/test-only/primitive", "{\"amount\":null,\"currency\":\"EUR\"}"),
                    "/amount",
                    "required");
        }

        @Test
        void thatIsGoodComesBackNormalisedAndWithoutNulls() {
            String text =
                    post(
                                    "/test-only/body",
                                    "{"
                                            + AMOUNT
                                            + ",\"text\":\"Zoe\\u0308 \\ud83d\\ude00\",\"at\":\"2026-11-22T10:15:30.123456Z\"}")
                            .then()
                            .statusCode(200)
                            .extract()
                            .asString();
            assertEquals(
                    "{\"amount\":{\"minor\":2500,\"currency\":\"EUR\"},\"text\":\"Zoë 😀\","
                            + "\"at\":\"2026-11-22T10:15:30.123Z\"}",
                    text);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "text/plain",
                    "application/x-www-form-urlencoded",
                    "multipart/form-data; boundary=x",
                    "application/xml",
                    "application/json; charset=utf-16",
                    "application/json; charset=" + MARKER,
                    "nonsense"
                })
        void ofAnotherTypeIsNotTaken(String type) throws Exception {
            String answer =
                    raw(
                            "POST /test-only/body HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: "
                                    + type
                                    + "\r\nContent-Length: 2\r\n\r\n{}");
            assertTrue(answer.startsWith("HTTP/1.1 415 "), answer);
            assertTrue(answer.contains("\"code\":\"unsupported-media-type\""), answer);
            assertSaysNothing(answer);
        }

        @Test
        void ofTenMebibytesIsTooLarge() throws Exception {
            byte[] large = new byte[10 * 1024 * 1024];
            Arrays.fill(large, (byte) ' ');
            String answer =
                    raw(
                            "POST /test-only/body HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                                    + "Content-Length: "
                                    + large.length
                                    + "\r\n\r\n");
            assertTrue(answer.startsWith("HTTP/1.1 413 "), answer);
            assertTrue(answer.contains("\"code\":\"body-too-large\""), answer);
        }

        @Test
        void isTooLargeFromOneByteOverTheLimit() {
            int limit = 64 * 1024;
            String start = "{" + AMOUNT + "}";
            post("/test-only/body", start + " ".repeat(limit - start.length()))
                    .then()
                    .statusCode(200);
            assertProblem(
                    post("/test-only/body", start + " ".repeat(limit + 1 - start.length())),
                    413,
                    "body-too-large");
        }

        @Test
        void inChunksWithoutALengthIsBoundedToo() throws Exception {
            HttpResponse<String> answer =
                    HttpClient.newHttpClient()
                            .send(
                                    HttpRequest.newBuilder(URI.create(base + "test-only/bytes"))
                                            .header("Content-Type", "application/json")
                                            .POST(
                                                    HttpRequest.BodyPublishers.ofInputStream(
                                                            () ->
                                                                    new java.io
                                                                            .ByteArrayInputStream(
                                                                            new byte[100_000])))
                                            .build(),
                                    HttpResponse.BodyHandlers.ofString());
            assertEquals(413, answer.statusCode(), answer.body());
            assertTrue(answer.body().contains("body-too-large"), answer.body());
        }
    }

    @Nested
    class AnAddress {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "/nothing",
                    "/v1",
                    "/v1/nothing",
                    "/v1/staff/nothing",
                    "/test-only/staff;x",
                    "/test-only/staff;x=y",
                    "/test-only/staff%3Bx",
                    "/test-only%2Fstaff",
                    "//test-only/staff",
                    "/test-only//staff",
                    "/./test-only/staff",
                    "/x/../test-only/staff",
                    "/x/%2e%2e/test-only/staff",
                    "/test-only/%73taff",
                    "/test-only/STAFF",
                    "/TEST-ONLY/staff",
                    "/test-only/staff%00",
                    "/test-only/ids/" + MARKER,
                    "/problems/" + MARKER
                })
        void thatDoesNotExistIsNotFound(String path) throws Exception {
            String answer =
                    raw("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            assertTrue(answer.startsWith("HTTP/1.1 404 "), answer);
            assertTrue(answer.contains("application/problem+json"), answer);
            assertTrue(answer.contains("\"code\":\"not-found\""), answer);
            assertSaysNothing(answer);
        }

        @ParameterizedTest
        @ValueSource(strings = {"/%zz", "/test-only\\staff", "/a b", "x", "http://"})
        void thatIsNoAddressEndsTheConnection(String path) throws Exception {
            String answer =
                    raw("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            assertTrue(answer.matches("(?s)HTTP/1.[01] 40[04] .*"), answer);
            assertSaysNothing(answer);
        }

        @Test
        void hasOnlyItsOwnMethods() {
            Response answer = request().delete("/test-only/body");
            assertProblem(answer, 405, "method-not-allowed");
            assertProblem(request().get("/test-only/body"), 405, "method-not-allowed");
        }

        @ParameterizedTest
        @ValueSource(strings = {"TRACE", "CONNECT", "PROPFIND", "BREW"})
        void doesNotKnowOddMethods(String method) throws Exception {
            String answer =
                    raw(
                            method
                                    + " /test-only/body HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            assertTrue(answer.startsWith("HTTP/1.1 405 "), answer);
            assertTrue(answer.contains("\"code\":\"method-not-allowed\""), answer);
        }

        @Test
        void cannotGiveEveryFormat() {
            assertProblem(
                    request()
                            .accept("application/xml")
                            .get("/test-only/ids/" + java.util.UUID.randomUUID()),
                    406,
                    "not-acceptable");
        }

        @Test
        void withAWrongParameterSaysSo() {
            assertProblem(request().get("/test-only/pages?limit=" + MARKER), 400, "invalid-input");
            assertViolation(
                    request().get("/test-only/pages?limit=101"), "query:limit", "out_of_range");
        }

        @Test
        void mayNotBeTooLong() {
            assertProblem(
                    request().get("/test-only/pages?x=" + "a".repeat(5000)),
                    414,
                    "address-too-long");
        }
    }

    @Nested
    class Headers {

        @ParameterizedTest
        @ValueSource(strings = {"x", "/", "text/", ";", "a/b;c", "text/plain; charset"})
        void thatNameNoMediaTypeAreRefusedAlsoWithoutABody(String type) {
            assertProblem(
                    request().header("Content-Type", type).get("/problems/not-found"),
                    415,
                    "unsupported-media-type");
        }

        @Test
        void mayNotBeTooLong() {
            assertProblem(
                    request().header("X-Long", "x".repeat(30_000)).get("/test-only/pages"),
                    431,
                    "headers-too-large");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n",
                    "Content-Length: 2\r\nContent-Length: 5\r\n",
                    "Content-Length: -1\r\n",
                    "Content-Length: x\r\n"
                })
        void withTwoReadingsOfTheBodyEndTheConnection(String framing) throws Exception {
            String answer =
                    raw(
                            "POST /test-only/body HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                                    + framing
                                    + "\r\n{}\r\n");
            assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
            assertSaysNothing(answer);
        }

        @Test
        void nameTheRequest() {
            request()
                    .header("X-Request-Id", "abc-12345678")
                    .get("/nothing")
                    .then()
                    .header("X-Request-Id", "abc-12345678")
                    .body("requestId", equalTo("abc-12345678"));
            String id =
                    request()
                            .header("X-Request-Id", "<script>")
                            .get("/nothing")
                            .header("X-Request-Id");
            assertTrue(id.matches("[0-9a-f-]{36}"), id);
        }
    }

    @Nested
    class AResource {

        @ParameterizedTest
        @ValueSource(strings = {"", "Bearer", "Bearer " + MARKER, "Basic eDp5", "Bearer e30.e30.x"})
        void forStaffWantsAToken(String authorization) {
            RequestSpecification request = request();
            if (!authorization.isEmpty()) {
                request.header("Authorization", authorization);
            }
            Response answer = request.get("/test-only/staff");
            assertProblem(answer, 401, "not-signed-in");
            assertTrue(answer.header("WWW-Authenticate").startsWith("Bearer"));
        }

        @Test
        void thatSaysNothingAboutRolesIsClosed() {
            Response answer = request().get("/test-only/unannotated");
            assertTrue(Set.of(401, 403).contains(answer.statusCode()));
            answer.then().contentType("application/problem+json");
        }

        @Test
        void forEverybodyDoesNotLookAtTokens() {
            request()
                    .header("Authorization", "Bearer " + MARKER)
                    .get("/test-only/pages")
                    .then()
                    .statusCode(200);
        }

        static Stream<Arguments> failures() {
            return Stream.of(
                    Arguments.of("mistake", 500, "unexpected"),
                    Arguments.of("constraint", 500, "unexpected"),
                    Arguments.of("declined", 402, "payment-declined"),
                    Arguments.of("step", 409, "step-out-of-order"),
                    Arguments.of("running", 409, "still-running"),
                    Arguments.of("late", 409, "wrong-state"),
                    Arguments.of("database-gone", 503, "unavailable"),
                    Arguments.of("database-slow", 503, "unavailable"),
                    Arguments.of("pool-empty", 503, "unavailable"),
                    Arguments.of("connecting", 503, "unavailable"),
                    Arguments.of("frozen", 503, "unavailable"),
                    Arguments.of("commit-refused", 500, "unexpected"),
                    Arguments.of("socket", 503, "unavailable"));
        }

        @ParameterizedTest
        @MethodSource("failures")
        void thatFailsAnswersAProblem(String kind, int status, String code) {
            Response answer = request().get("/test-only/failures/" + kind);
            assertProblem(answer, status, code);
            assertEquals(
                    status == 503 || kind.equals("running"), answer.header("Retry-After") != null);
        }

        @Test
        void refusingALateEditSaysSo() {
            assertProblem(
                    request().header("If-Match", "\"1\"").get("/test-only/failures/late"),
                    412,
                    "stale-edit");
        }

        @Test
        void namesTheStepNeeded() {
            request().get("/test-only/failures/step").then().body("stepNeeded", equalTo("DONOR"));
        }
    }

    @Nested
    class AWebsite {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "null",
                    "https://evil.example",
                    "https://www.example.org.evil.example",
                    "https://sub.www.example.org",
                    "https://example.org",
                    "http://www.example.org",
                    "https://www.example.org:444",
                    "HTTPS://WWW.EXAMPLE.ORG",
                    "https://www.example.org/"
                })
        void thatIsNotListedIsRefused(String origin) {
            for (Method method : List.of(Method.GET, Method.POST, Method.OPTIONS, Method.DELETE)) {
                Response answer =
                        request()
                                .header("Origin", origin)
                                .header("Access-Control-Request-Method", "POST")
                                .request(method, "/test-only/pages");
                assertProblem(answer, 403, "origin-not-allowed");
                assertNull(answer.header("Access-Control-Allow-Origin"));
            }
        }

        @Test
        void thatIsListedMayCallAndReadTheHeaders() {
            Response answer =
                    request().header("Origin", "https://www.example.org").get("/test-only/pages");
            answer.then()
                    .statusCode(200)
                    .header("Access-Control-Allow-Origin", "https://www.example.org")
                    .header("Vary", "Origin");
            assertNull(answer.header("Access-Control-Allow-Credentials"));
            request()
                    .header("Origin", "https://www.example.org")
                    .header("Access-Control-Request-Method", "PUT")
                    .header("Access-Control-Request-Headers", "draft-token")
                    .options("/test-only/pages")
                    .then()
                    .statusCode(204)
                    .header("Access-Control-Allow-Origin", "https://www.example.org");
        }
    }

    @Nested
    class AKindOfProblem {

        @Test
        void hasAPageForPeopleAndForPrograms() {
            for (ProblemType type : ProblemType.values()) {
                String path = "/problems/" + type.slug();
                given().accept("text/html")
                        .get(path)
                        .then()
                        .statusCode(200)
                        .contentType("text/html")
                        .header("Content-Security-Policy", notNullValue());
                given().accept("application/json")
                        .get(path)
                        .then()
                        .statusCode(200)
                        .contentType("application/json")
                        .body("code", equalTo(type.slug()))
                        .body("meaning", notNullValue())
                        .body("remedy", notNullValue());
            }
            given().accept("*/*")
                    .get("/problems/not-found")
                    .then()
                    .statusCode(200)
                    .contentType(
                            anyOf(equalTo("text/html;charset=UTF-8"), equalTo("application/json")));
        }
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
