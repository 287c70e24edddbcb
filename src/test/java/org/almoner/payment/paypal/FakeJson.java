package org.almoner.payment.paypal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.UUID;

/** JSON of the tests' PayPal. */
final class FakeJson {

    static final ObjectMapper MAPPER = new ObjectMapper();

    private FakeJson() {}

    /** Letters and digits nobody else has, so that ids of two tests differ. */
    static String someLetters() {
        return UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);
    }

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static byte[] bytes(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    static JsonNode read(byte[] body) {
        try {
            return body.length == 0 ? object() : MAPPER.readTree(body);
        } catch (IOException garbage) {
            throw new UncheckedIOException(garbage);
        }
    }

    static FakeKeys.Answer ok(int status, JsonNode body) {
        return new FakeKeys.Answer(status, bytes(body));
    }

    static ObjectNode amount(String currency, String value) {
        return object().put("currency_code", currency).put("value", value);
    }

    /** A failure as PayPal words it: a name by the status, the issue in the details. */
    static FakeKeys.Answer failure(int status, String issue) {
        String name =
                switch (status) {
                    case 400 -> "INVALID_REQUEST";
                    case 401 -> "AUTHENTICATION_FAILURE";
                    case 403 -> "NOT_AUTHORIZED";
                    case 404 -> "RESOURCE_NOT_FOUND";
                    case 409 -> "RESOURCE_CONFLICT";
                    case 422 -> "UNPROCESSABLE_ENTITY";
                    case 429 -> "RATE_LIMIT_REACHED";
                    default -> "INTERNAL_SERVER_ERROR";
                };
        ObjectNode failure =
                object().put("name", name).put("message", "In words.").put("debug_id", "b1d1f0a7");
        if (issue != null) {
            failure.putArray("details").addObject().put("issue", issue);
        }
        return ok(status, failure);
    }
}
