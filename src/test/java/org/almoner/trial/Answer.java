package org.almoner.trial;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;

/**
 * What came back for a call.
 *
 * @param status 0 when nothing came back, so that nothing is known
 */
record Answer(int status, String body, String retryAfter, boolean replayed, String contentType) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static Answer of(HttpResponse<String> response) {
        return new Answer(
                response.statusCode(),
                response.body(),
                response.headers().firstValue("Retry-After").orElse(null),
                response.headers().firstValue("Idempotency-Replayed").isPresent(),
                response.headers().firstValue("Content-Type").orElse(""));
    }

    /** Nothing came back: the connection failed or took too long. */
    static Answer none(String why) {
        return new Answer(0, why, null, false, "");
    }

    JsonNode json() {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException garbage) {
            throw new IllegalStateException("Not JSON: " + this, garbage);
        }
    }

    String text(String member) {
        return json().path(member).asText();
    }

    /** Whether the client now knows what has become of its intention. */
    boolean isDefinitive() {
        return status == 201 || status == 402 || status == 422 || status == 404 || status == 400;
    }
}
