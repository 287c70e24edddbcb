package org.almoner.trial;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.Assertions;

/** A member of staff who looks whether everything is in order. */
final class StaffClient {

    private final HttpClient http = HttpClient.newHttpClient();
    private final Node node;

    StaffClient(Node node) {
        this.node = node;
    }

    /** Every invariant of the self-check holds; says which ones were checked. */
    String assertAllInvariantsHold() {
        Answer answer = selfCheck();
        Assertions.assertTrue(answer.json().get("healthy").asBoolean(), answer.body());
        return String.join(" ", answer.json().path("invariants").findValuesAsText("id"));
    }

    /** What the self-check says. */
    Answer selfCheck() {
        Answer answer = get("/v1/staff/self-check");
        WizardClient.expect(200, answer);
        return answer;
    }

    /** Starts a run of tax statements; its id. */
    String startRun(String office, int year) {
        String body = "{\"office\":\"%s\",\"year\":%d}".formatted(office, year);
        Answer answer =
                send(
                        request("/v1/staff/statement-runs")
                                .header("Authorization", "Bearer " + token("finance"))
                                .header("Content-Type", "application/json")
                                .header("Idempotency-Key", UUID.randomUUID().toString())
                                .POST(HttpRequest.BodyPublishers.ofString(body)));
        WizardClient.expect(201, answer);
        return answer.text("id");
    }

    /** Has an export of this year made, up to today; its number. */
    String startExport(String kind, String office, LocalDate today) {
        String body =
                """
                {"kind":"%s","office":"%s","from":"%s","to":"%s","format":"CSV"}
                """
                        .formatted(kind, office, today.withDayOfYear(1), today);
        Answer answer =
                send(
                        request("/v1/staff/exports")
                                .header("Authorization", "Bearer " + token("finance"))
                                .header("Content-Type", "application/json")
                                .header("Idempotency-Key", UUID.randomUUID().toString())
                                .POST(HttpRequest.BodyPublishers.ofString(body)));
        WizardClient.expect(201, answer);
        return answer.text("number");
    }

    /** What is found at a path, for somebody with a role. */
    Answer get(String role, String path) {
        return send(request(path).header("Authorization", "Bearer " + token(role)).GET());
    }

    private Answer get(String path) {
        return get("admin", path);
    }

    private String token(String role) {
        return send(request("/dev/staff-tokens")
                        .header("Content-Type", "application/json")
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        "{\"name\":\"Trial\",\"roles\":[\"%s\"],\"offices\":[\"*\"]}"
                                                .formatted(role))))
                .text("accessToken");
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(node.base() + path));
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            return Answer.of(http.send(request.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
