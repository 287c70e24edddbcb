package org.almoner.trial;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
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

    private Answer get(String path) {
        String token =
                send(request("/dev/staff-tokens")
                                .header("Content-Type", "application/json")
                                .POST(
                                        HttpRequest.BodyPublishers.ofString(
                                                "{\"name\":\"Trial\",\"roles\":[\"admin\"],"
                                                        + "\"offices\":[\"*\"]}")))
                        .text("accessToken");
        return send(request(path).header("Authorization", "Bearer " + token).GET());
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
