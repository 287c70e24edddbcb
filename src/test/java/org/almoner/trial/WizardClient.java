package org.almoner.trial;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.util.StringJoiner;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * A website's wizard: the four calls of a gift, each sent again, to whichever node answers, until
 * its outcome is known.
 */
final class WizardClient {

    static final String WEBSITE = "https://give.example.org";

    private static final Duration CALL_LIMIT = Duration.ofSeconds(15);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String STEP_ONE =
            """
            {"country":"DE","locale":"de","cadence":"%s","amount":{"minor":2500,"currency":"EUR"}%s}
            """;
    private static final String AMOUNT = STEP_ONE.formatted("ONCE", "");

    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(2))
                    .build();
    private final Supplier<Node> anyNode;
    private final Observer observer;
    private final AtomicInteger retries = new AtomicInteger();
    private String consents;
    private String debit;

    /** A client that sends each try to the node that is named then. */
    WizardClient(Supplier<Node> anyNode) {
        this(anyNode, (answer, millis) -> {});
    }

    /** The same, telling an observer of every single answer. */
    WizardClient(Supplier<Node> anyNode, Observer observer) {
        this.anyNode = anyNode;
        this.observer = observer;
    }

    /** Is told of every try. */
    interface Observer {

        /** An answer came, or {@link Answer#none}, after so many milliseconds. */
        void saw(Answer answer, long millis);
    }

    /** A draft that lacks nothing but the donor's yes. */
    record Draft(String id, String token, Donor donor) {}

    static String newKey() {
        return "trial-" + UUID.randomUUID();
    }

    /** How many calls had to be sent again. */
    int retries() {
        return retries.get();
    }

    /** Steps 1 to 3. */
    Draft prepare(String scenario) {
        return prepare(AMOUNT, scenario);
    }

    /** Steps 1 to 3 of a recurring gift, every month on a day, first on or after another. */
    Draft prepareMonthly(String scenario, int day, LocalDate start) {
        String days = ",\"recurring\":{\"collectionDay\":%d,\"startOn\":\"%s\"}";
        return prepare(STEP_ONE.formatted("MONTHLY", days.formatted(day, start)), scenario);
    }

    private Draft prepare(String amount, String scenario) {
        return prepareToPay(amount, "{\"method\":\"SANDBOX\",\"scenario\":\"" + scenario + "\"}");
    }

    /** Steps 1 to 3 of a gift by direct debit from an account, its mandate agreed to. */
    Draft prepareDebit(String iban) {
        return prepareToPay(AMOUNT, debit().formatted(iban));
    }

    private Draft prepareToPay(String amount, String method) {
        Donor donor = Donor.next();
        Answer begun = insist("POST", "/v1/gift-drafts", null, null, amount);
        expect(201, begun);
        Draft draft = new Draft(begun.text("id"), begun.text("draftToken"), donor);
        expect(200, insist("PUT", path(draft, "/donor"), draft, null, donor.json(consents())));
        expect(200, insist("PUT", path(draft, "/payment-method"), draft, null, method));
        return draft;
    }

    /** The donor's yes, sent until the answer is definitive. */
    Answer complete(Draft draft, String key) {
        return completeWith(draft, key, "{}");
    }

    /** The same with another body. */
    Answer completeWith(Draft draft, String key, String body) {
        return insist("POST", path(draft, "/completion"), draft, key, body);
    }

    /** The donor's yes, sent once to one node. */
    Answer completeOnce(Node node, Draft draft, String key, String body) {
        return send(node, request("POST", path(draft, "/completion"), draft, key, body));
    }

    /** What the draft has become. */
    Answer look(Draft draft) {
        return insist("GET", path(draft, ""), draft, null, "");
    }

    static String path(Draft draft, String rest) {
        return "/v1/gift-drafts/" + draft.id() + rest;
    }

    /** Step 3 by direct debit, with the mandate that is shown; the account is left out. */
    private synchronized String debit() {
        if (debit == null) {
            Answer options =
                    insist("GET", "/v1/giving-options?country=DE&locale=de", null, null, "");
            expect(200, options);
            for (JsonNode method : options.json().path("methods")) {
                JsonNode text = method.path("mandate");
                if (method.path("method").asText().equals("SEPA_DIRECT_DEBIT")) {
                    debit =
                            """
                            {"method":"SEPA_DIRECT_DEBIT","iban":"%%s","accountHolder":"Erika Probegeber",
                             "mandate":{"textId":"%s","version":%d,"agreed":true}}
                            """
                                    .formatted(
                                            text.path("textId").asText(),
                                            text.path("version").asInt());
                }
            }
        }
        return debit;
    }

    /** Notes all notices that a giver must have seen; ticks no box. */
    private synchronized String consents() {
        if (consents == null) {
            Answer options =
                    insist("GET", "/v1/giving-options?country=DE&locale=de", null, null, "");
            expect(200, options);
            StringJoiner answers = new StringJoiner(",", "[", "]");
            for (JsonNode text : options.json().path("consents")) {
                if (text.path("required").asBoolean()) {
                    answers.add(
                            "{\"id\":\"%s\",\"version\":%d,\"given\":true}"
                                    .formatted(
                                            text.get("id").asText(), text.get("version").asInt()));
                }
            }
            consents = answers.toString();
        }
        return consents;
    }

    /** One request, without the node it goes to. */
    private record Call(String method, String path, Draft draft, String key, String body) {}

    private static Call request(String method, String path, Draft draft, String key, String body) {
        return new Call(method, path, draft, key, body);
    }

    /** Sends until somebody says what has become of it; a refusal is an answer, too. */
    private Answer insist(String method, String path, Draft draft, String key, String body) {
        Call call = request(method, path, draft, key, body);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Answer answer = send(anyNode.get(), call);
        while (!isDefinitive(answer)) {
            if (System.nanoTime() > deadline) {
                return answer;
            }
            retries.incrementAndGet();
            Eventually.pause(answer.status() == 409 || answer.status() == 503 ? 300 : 50);
            answer = send(anyNode.get(), call);
        }
        return answer;
    }

    private static boolean isDefinitive(Answer answer) {
        boolean inFlight = answer.status() == 409 && answer.text("code").equals("still-running");
        return answer.status() != 0 && answer.status() != 429 && answer.status() < 500 && !inFlight;
    }

    private Answer send(Node node, Call call) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(node.base() + call.path()))
                        .timeout(CALL_LIMIT)
                        .header("Accept", "application/json, application/problem+json")
                        .header("User-Agent", "trial");
        if (call.draft() != null) {
            request.header("Draft-Token", call.draft().token());
        }
        if (call.key() != null) {
            request.header("Idempotency-Key", call.key());
        }
        if (call.method().equals("GET")) {
            request.GET();
        } else {
            request.header("Content-Type", "application/json")
                    .method(call.method(), HttpRequest.BodyPublishers.ofString(call.body()));
        }
        long begun = System.nanoTime();
        Answer answer = send(request.build());
        observer.saw(answer, (System.nanoTime() - begun) / 1_000_000);
        return answer;
    }

    private Answer send(HttpRequest request) {
        try {
            return Answer.of(http.send(request, HttpResponse.BodyHandlers.ofString()));
        } catch (IOException nobodyKnows) {
            return Answer.none(nobodyKnows.toString());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    static void expect(int status, Answer answer) {
        if (answer.status() != status) {
            throw new AssertionError("Expected " + status + ", got " + answer);
        }
    }
}
