package org.almoner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleRequest;
import io.restassured.builder.ResponseBuilder;
import io.restassured.response.Response;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLSession;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * What looks for mistakes in every test is shown one of each, so that its silence means something.
 */
class DetectorsTest {

    private static final String PROBLEM = "application/problem+json";
    private static final String NOT_FOUND =
            "{\"type\":\"/problems/not-found\",\"title\":\"There is nothing here\",\"status\":404,"
                    + "\"code\":\"not-found\",\"requestId\":\"01a20b6b-7a12-7000-8a00-0a1b2c3d4e5f\"}";
    private static final String CAMPAIGN = "/v1/campaigns/{slug}";

    @Nested
    class TheContractFilter {

        private static final Request LOOK =
                SimpleRequest.Builder.get("/v1/campaigns/wells").build();

        private static Response answer(int status, String type, String body) {
            return new ResponseBuilder()
                    .setStatusCode(status)
                    .setContentType(type)
                    .setHeader("X-Request-Id", "01a20b6b-7a12-7000-8a00-0a1b2c3d4e5f")
                    .setBody(body)
                    .build();
        }

        private static void assertFound(String key, List<String> breaches) {
            assertTrue(
                    breaches.stream().anyMatch(breach -> breach.startsWith(key)),
                    () -> "" + breaches);
        }

        @Test
        void isSilentAboutWhatTheContractNames() {
            assertEquals(
                    List.of(), HoldAgainstContract.breaches(LOOK, answer(404, PROBLEM, NOT_FOUND)));
        }

        @Test
        void noticesAStatusTheContractDoesNotName() {
            assertFound(
                    "validation.response.status.unknown",
                    HoldAgainstContract.breaches(LOOK, answer(418, PROBLEM, NOT_FOUND)));
        }

        @Test
        void noticesAMemberTheContractDoesNotName() {
            assertFound(
                    "validation.response.body.schema",
                    HoldAgainstContract.breaches(
                            LOOK, answer(200, "application/json", "{\"secret\":1}")));
        }

        @Test
        void noticesAFailureThatIsNoProblem() {
            assertFound(
                    "validation.response.contentType",
                    HoldAgainstContract.breaches(LOOK, answer(404, "text/html", "<p>lost</p>")));
        }

        @Test
        void noticesThatWhatTheContractForbidsWasAccepted() {
            Request empty =
                    SimpleRequest.Builder.post("/v1/gift-drafts")
                            .withContentType("application/json")
                            .withBody("{}")
                            .build();
            assertFound(
                    "validation.request.body.schema",
                    HoldAgainstContract.breaches(empty, answer(201, "application/json", "{}")));
        }
    }

    @Nested
    class TheFuzzer {

        private static List<String> wrongWith(int status, String type, String body) {
            FuzzedRequests.Fuzzed fuzzed =
                    new FuzzedRequests.Fuzzed(
                            CAMPAIGN,
                            false,
                            "GET",
                            "/v1/campaigns/wells",
                            Map.of(),
                            null,
                            Set.of(200, 400, 404, 406, 500, 503));
            return FuzzTest.wrongWith(fuzzed, new Played(status, type, body));
        }

        private static void assertFound(String what, List<String> wrong) {
            assertTrue(
                    wrong.stream().anyMatch(one -> one.startsWith(what)),
                    () -> what + " in " + wrong);
        }

        @Test
        void isSilentAboutARefusalAsItShouldBe() {
            assertEquals(List.of(), wrongWith(404, PROBLEM, NOT_FOUND));
        }

        @Test
        void noticesEachKindOfBreakage() {
            assertFound("5xx", wrongWith(503, PROBLEM, NOT_FOUND.replace("404", "503")));
            assertFound("undocumented status", wrongWith(418, PROBLEM, NOT_FOUND));
            assertFound("not a problem", wrongWith(404, "text/html", "<p>lost</p>"));
            assertFound("problem without its members", wrongWith(404, PROBLEM, "{}"));
            assertFound("problem without its members", wrongWith(404, PROBLEM, "{\"type\":"));
            assertFound(
                    "answer against the contract",
                    wrongWith(200, "application/json", "{\"secret\":1}"));
            assertFound(
                    "words about the insides",
                    wrongWith(
                            404,
                            PROBLEM,
                            NOT_FOUND.replace("There", "org.almoner.campaign.Campaigns")));
        }
    }

    /** An answer that nobody gave. */
    private record Played(int statusCode, String type, String body)
            implements HttpResponse<String> {

        @Override
        public HttpHeaders headers() {
            return HttpHeaders.of(Map.of("Content-Type", List.of(type)), (name, value) -> true);
        }

        @Override
        public HttpRequest request() {
            return HttpRequest.newBuilder(uri()).build();
        }

        @Override
        public Optional<HttpResponse<String>> previousResponse() {
            return Optional.empty();
        }

        @Override
        public Optional<SSLSession> sslSession() {
            return Optional.empty();
        }

        @Override
        public URI uri() {
            return URI.create("http://localhost/v1/campaigns/wells");
        }

        @Override
        public HttpClient.Version version() {
            return HttpClient.Version.HTTP_1_1;
        }
    }
}
