package org.almoner;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.ValidationReport;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.almoner.access.SignedIn;
import org.almoner.wizard.GivenGifts;
import org.almoner.wizard.Givers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * F6: thousands of requests that are nearly right. Nothing may break: no 5xx, no status the
 * contract does not name, no failure that is not a problem, no word about our insides. More with
 * {@code -Dalmoner.fuzz.requests=100000}, other ones with {@code -Dalmoner.fuzz.seed=…}.
 */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class FuzzTest {

    /** The same in every build, so that a build fails by what changed; search with others. */
    private static final long USUAL_SEED = 8073676194691L;

    private static final int REQUESTS = Integer.getInteger("almoner.fuzz.requests", 4_000);
    private static final int WORKERS = 6;

    /** Answers that any address may give, whatever its operations are. */
    private static final Set<Integer> EVERYWHERE = Set.of(405, 413, 414, 415, 431);

    private static final Pattern INSIDES =
            Pattern.compile(
                    "org\\.almoner|java\\.(lang|util|sql)|jackson|hibernate|psql|Exception|\\tat ");

    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();

    private final List<String> findings = Collections.synchronizedList(new ArrayList<>());
    private final Map<Integer, Integer> statuses = Collections.synchronizedMap(new TreeMap<>());

    @TestHTTPResource("/")
    URL base;

    private FuzzedRequests requests;

    @BeforeEach
    void drafts() {
        requests = new FuzzedRequests(Contract.tree());
        for (int i = 0; i < 20; i++) {
            var draft =
                    given().contentType("application/json")
                            .body(requests.exampleOf("createGiftDraft"))
                            .post("/v1/gift-drafts");
            if (draft.statusCode() == 201) {
                requests.know(draft.path("id"), draft.path("draftToken"));
            }
        }
        var token =
                given().contentType("application/json")
                        .body("{\"name\":\"Fuzz\",\"roles\":[\"admin\"],\"offices\":[\"*\"]}")
                        .post("/dev/staff-tokens");
        if (token.statusCode() == 201) {
            requests.staffToken(token.path("accessToken"));
        }
        String donor = "fuzz." + Givers.word() + "@example.org";
        for (int i = 0; i < 5; i++) {
            requests.knowThing("The gift", GivenGifts.once(donor, "SUCCEEDS"));
            requests.knowThing(
                    "The recurring gift", GivenGifts.monthly(donor, "SUCCEEDS", Map.of()));
        }
        requests.donorToken(SignedIn.at(donor));
        String mortal = "mortal." + Givers.word() + "@example.org";
        GivenGifts.once(mortal, "SUCCEEDS");
        requests.mortalToken(SignedIn.at(mortal));
    }

    @Test
    void nothingBreaksWhateverIsSent() throws Exception {
        long seed = Long.getLong("almoner.fuzz.seed", USUAL_SEED);
        System.out.println("FuzzTest: " + REQUESTS + " requests, seed " + seed);
        ExecutorService workers = Executors.newFixedThreadPool(WORKERS);
        List<Callable<Void>> work = new ArrayList<>();
        for (int worker = 0; worker < WORKERS; worker++) {
            Random random = new Random(seed + worker);
            work.add(
                    () -> {
                        for (int i = 0; i < REQUESTS / WORKERS + 1; i++) {
                            exchange(requests.next(random));
                        }
                        return null;
                    });
        }
        for (var done : workers.invokeAll(work, 10, TimeUnit.MINUTES)) {
            done.get();
        }
        workers.shutdown();
        System.out.println("FuzzTest: answers by status " + statuses);
        assertEquals("", String.join("\n", findings.subList(0, Math.min(40, findings.size()))));
    }

    private void exchange(FuzzedRequests.Fuzzed fuzzed) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + fuzzed.address().substring(1)))
                        .timeout(Duration.ofSeconds(20))
                        .method(
                                fuzzed.method(),
                                fuzzed.body() == null
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(fuzzed.body()));
        fuzzed.headers().forEach(request::header);
        check(
                fuzzed,
                client.send(
                        request.build(),
                        HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8)));
    }

    private void check(FuzzedRequests.Fuzzed fuzzed, HttpResponse<String> answer) {
        statuses.merge(answer.statusCode(), 1, Integer::sum);
        findings.addAll(wrongWith(fuzzed, answer));
    }

    /** What must not be so about an answer; empty when all is well. */
    static List<String> wrongWith(FuzzedRequests.Fuzzed fuzzed, HttpResponse<String> answer) {
        int status = answer.statusCode();
        List<String> wrong = new ArrayList<>();
        if (status >= 500) {
            wrong.add("5xx");
        }
        if (status < 400 && !fuzzed.elsewhere()) {
            wrong.addAll(breaches(fuzzed, answer));
        }
        if (!fuzzed.documented().contains(status) && !EVERYWHERE.contains(status)) {
            wrong.add("undocumented status");
        }
        String type = answer.headers().firstValue("Content-Type").orElse("");
        if (status >= 400 && !fuzzed.method().equals("HEAD")) {
            if (!type.startsWith("application/problem+json")) {
                wrong.add("not a problem");
            } else if (!isWhole(tree(answer.body()), status)) {
                wrong.add("problem without its members");
            }
        }
        if (!type.startsWith("text/") && INSIDES.matcher(answer.body()).find()) {
            wrong.add("words about the insides");
        }
        return wrong.stream().map(what -> told(what, fuzzed, answer)).toList();
    }

    private static List<String> breaches(
            FuzzedRequests.Fuzzed fuzzed, HttpResponse<String> answer) {
        var answered = SimpleResponse.Builder.status(answer.statusCode()).withBody(answer.body());
        answer.headers().map().forEach((name, values) -> answered.withHeader(name, values));
        ValidationReport report =
                Contract.answers()
                        .validateResponse(
                                fuzzed.template(),
                                Request.Method.valueOf(fuzzed.method()),
                                answered.build());
        return report.hasErrors()
                ? List.of("answer against the contract: " + report.getMessages())
                : List.of();
    }

    private static JsonNode tree(String body) {
        try {
            return new ObjectMapper().readTree(body);
        } catch (IOException noJson) {
            return new ObjectMapper().createObjectNode();
        }
    }

    private static boolean isWhole(JsonNode problem, int status) {
        return problem.path("status").asInt() == status
                && problem.path("type").asText().startsWith("/problems/")
                && (status == 402 || !problem.path("requestId").asText().isEmpty())
                && !problem.path("title").asText().isEmpty();
    }

    private static String told(
            String what, FuzzedRequests.Fuzzed fuzzed, HttpResponse<String> answer) {
        return what
                + ": "
                + fuzzed
                + " -> "
                + answer.statusCode()
                + " "
                + answer.body().substring(0, Math.min(300, answer.body().length()));
    }
}
