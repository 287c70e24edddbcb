package org.almoner.portal;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.almoner.Contract;

/** The operations behind {@code /v1/me} as the contract names them, and how each is called. */
final class MyOperations {

    private static final Set<String> METHODS = Set.of("get", "put", "post", "patch", "delete");

    /** What an operation is sent so that it has nothing to refuse but who asks for what. */
    private static final Map<String, Object> BODIES =
            Map.of(
                    "PATCH /v1/me/recurring-gifts/{id}",
                    Map.of("amount", Map.of("minor", 3100, "currency", "EUR")),
                    "POST /v1/me/recurring-gifts/{id}/pause",
                    Map.of(),
                    "POST /v1/me/recurring-gifts/{id}/cancellation",
                    Map.of(),
                    "POST /v1/me/recurring-gifts/{id}/payment-methods",
                    Map.of("method", "SANDBOX", "scenario", "SUCCEEDS"),
                    "PATCH /v1/me",
                    Map.of(),
                    "POST /v1/me/email-changes",
                    Map.of(),
                    "POST /v1/me/consents",
                    Map.of(),
                    "POST /v1/me/gift-aid-declarations",
                    Map.of(),
                    "POST /v1/me/periodic-gift-agreements",
                    Map.of());

    private MyOperations() {}

    /** One operation of the contract. */
    record Operation(String method, String path, boolean hasBody) {

        String name() {
            return method + " " + path;
        }

        boolean hasId() {
            return path.contains("{");
        }

        Response on(RequestSpecification who, String id) {
            RequestSpecification call =
                    who.header("If-Match", "*")
                            .header("Idempotency-Key", "matrix-" + UUID.randomUUID());
            return (hasBody ? call.body(bodyOf(this)) : call)
                    .request(method, path.replace("{id}", id));
        }
    }

    /**
     * What an operation is sent.
     *
     * @throws AssertionError for one that nobody has thought of
     */
    static Object bodyOf(Operation operation) {
        Object body = BODIES.get(operation.name());
        if (body == null) {
            throw new AssertionError("What does one send to " + operation.name() + "?");
        }
        return body;
    }

    /** All of them; what ends something for good comes last. */
    static List<Operation> all() {
        List<Operation> found = new ArrayList<>();
        List<Operation> last = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : Contract.tree().get("paths").properties()) {
            if (!path.getKey().equals("/v1/me") && !path.getKey().startsWith("/v1/me/")) {
                continue;
            }
            for (Map.Entry<String, JsonNode> one : path.getValue().properties()) {
                if (METHODS.contains(one.getKey())) {
                    Operation operation =
                            new Operation(
                                    one.getKey().toUpperCase(Locale.ROOT),
                                    path.getKey(),
                                    one.getValue().has("requestBody"));
                    (path.getKey().endsWith("/cancellation") ? last : found).add(operation);
                }
            }
        }
        found.addAll(last);
        return found;
    }
}
