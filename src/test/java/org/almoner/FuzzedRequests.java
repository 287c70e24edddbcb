package org.almoner;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/** Takes the examples of the contract and spoils them a little, differently every time. */
final class FuzzedRequests {

    private static final Set<String> VERBS = Set.of("get", "put", "post", "patch", "delete");
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private static final List<String> TEXTS =
            List.of(
                    "",
                    " ",
                    "null",
                    "0",
                    "-1",
                    "true",
                    "DE",
                    "de",
                    "ZZ",
                    "EUR",
                    "ONCE",
                    "a".repeat(201),
                    "a".repeat(5000),
                    "😀😀😀",
                    "Zoe\u0308",
                    "محمد بن سلمان",
                    "山田太郎",
                    "\u202Eevil",
                    "a\u0000b",
                    "a\r\nBcc: x@example.org",
                    "\uD800",
                    "<script>alert(1)</script>",
                    "{{7*7}}{config:x}",
                    "' OR 1=1 --",
                    "${jndi:ldap://127.0.0.1/x}",
                    "../../etc/passwd",
                    "%00",
                    "4111 1111 1111 1111",
                    "DE89 3704 0044 0532 0130 00",
                    "de12500105170648489890",
                    "x@example.org",
                    "x@",
                    "https://evil.example/",
                    "2026-02-30",
                    "+999999999-12-31",
                    "-0044-03-15",
                    "+1000000000-12-31T23:59:59Z",
                    "9999-12-31T23:59:59Z",
                    "00000000-0000-0000-0000-000000000000",
                    "\uFFFF\uFFFE",
                    "\u00A0");

    private static final List<String> RAW =
            List.of(
                    "",
                    "{",
                    "[]",
                    "null",
                    "1",
                    "\"x\"",
                    "{}{}",
                    "{\"a\":1,\"a\":2}",
                    "[".repeat(5000),
                    "{\"a\":".repeat(100),
                    "\uFEFF{}",
                    "{} x",
                    "nul",
                    "{\"amount\":1e400}",
                    "x".repeat(70_000));

    /**
     * One request.
     *
     * @param template the operation's path in the contract
     * @param elsewhere whether it may have become a request to something else
     * @param documented statuses the contract names for it
     */
    record Fuzzed(
            String template,
            boolean elsewhere,
            String method,
            String address,
            Map<String, String> headers,
            String body,
            Set<Integer> documented) {

        @Override
        public String toString() {
            String shown = body == null ? "" : body.substring(0, Math.min(400, body.length()));
            return method + " " + address + " " + headers + " " + shown;
        }
    }

    private record Operation(
            String id,
            String path,
            String verb,
            List<JsonNode> parameters,
            JsonNode body,
            Set<Integer> documented,
            boolean forStaff,
            boolean forDonors) {}

    private record KnownDraft(String id, String token) {}

    private final JsonNode contract;
    private final List<Operation> operations = new ArrayList<>();
    private final List<KnownDraft> drafts = new ArrayList<>();
    private final Map<String, List<String>> things = new LinkedHashMap<>();
    private String staffToken = "none";
    private String donorToken = "none";

    /** Of whom may be erased, so that the other donor lives on. */
    private String mortalToken = "none";

    FuzzedRequests(JsonNode contract) {
        this.contract = contract;
        contract.path("paths")
                .properties()
                .forEach(
                        path ->
                                path.getValue()
                                        .properties()
                                        .forEach(
                                                verb -> {
                                                    if (VERBS.contains(verb.getKey())) {
                                                        operations.add(
                                                                operation(
                                                                        path.getKey(),
                                                                        path.getValue(),
                                                                        verb.getKey()));
                                                    }
                                                }));
    }

    private Operation operation(String path, JsonNode item, String verb) {
        JsonNode node = item.path(verb);
        List<JsonNode> parameters = new ArrayList<>();
        item.path("parameters").forEach(parameter -> parameters.add(resolve(parameter)));
        node.path("parameters").forEach(parameter -> parameters.add(resolve(parameter)));
        Set<Integer> documented = new HashSet<>();
        node.path("responses")
                .properties()
                .forEach(answer -> documented.add(Integer.valueOf(answer.getKey())));
        JsonNode body = node.at("/requestBody/content/application~1json/example");
        return new Operation(
                node.path("operationId").asText(),
                path,
                verb.toUpperCase(java.util.Locale.ROOT),
                parameters,
                body.isMissingNode() ? null : body,
                documented,
                node.at("/security/0").has("staffToken"),
                node.at("/security/0").has("donorToken"));
    }

    private JsonNode resolve(JsonNode node) {
        return node.has("$ref") ? contract.at(node.path("$ref").asText().substring(1)) : node;
    }

    String exampleOf(String operationId) {
        return operations.stream()
                .filter(operation -> operation.id().equals(operationId))
                .findFirst()
                .orElseThrow()
                .body()
                .toString();
    }

    void know(String draft, String token) {
        drafts.add(new KnownDraft(draft, token));
    }

    /** The id of something that exists, by what the contract says of the parameter. */
    void knowThing(String described, String id) {
        things.computeIfAbsent(described, none -> new ArrayList<>()).add(id);
    }

    void staffToken(String token) {
        staffToken = token;
    }

    void donorToken(String token) {
        donorToken = token;
    }

    void mortalToken(String token) {
        mortalToken = token;
    }

    Fuzzed next(Random random) {
        Operation operation = operations.get(random.nextInt(operations.size()));
        boolean spoilAddress = random.nextInt(40) == 0;
        boolean otherMethod = random.nextInt(40) == 0;
        Map<String, String> headers = new LinkedHashMap<>();
        String address = address(operation, headers, random);
        if (spoilAddress) {
            address = spoilt(address, random);
        }
        // A parameter that is empty makes it the address of the list.
        boolean otherAddress = spoilAddress || address.matches("[^?]*(//|/(\\?.*)?$).*");
        String body = body(operation, random);
        headers(operation, body, headers, random);
        Set<Integer> documented = new HashSet<>(operation.documented());
        if (otherAddress || otherMethod) {
            documented.addAll(Set.of(200, 202, 204, 400, 401, 403, 404, 406, 409, 413, 415));
        }
        return new Fuzzed(
                operation.path(),
                otherAddress || otherMethod,
                otherMethod
                        ? pick(List.of("DELETE", "PATCH", "GET", "POST", "PUT"), random)
                        : operation.verb(),
                address,
                headers,
                body,
                documented);
    }

    private String address(Operation operation, Map<String, String> headers, Random random) {
        String path = operation.path();
        StringBuilder query = new StringBuilder();
        KnownDraft draft = drafts.isEmpty() ? null : pick(drafts, random);
        for (JsonNode parameter : operation.parameters()) {
            String name = parameter.path("name").asText();
            String value = value(parameter, draft, random);
            switch (parameter.path("in").asText()) {
                case "path" -> path = path.replace("{" + name + "}", encoded(value));
                case "header" -> {
                    if (random.nextInt(12) > 0 && isForHeader(value)) {
                        headers.put(name, value);
                    }
                }
                default -> {
                    if (parameter.path("required").asBoolean()
                            ? random.nextInt(15) > 0
                            : random.nextInt(3) == 0) {
                        query.append(query.isEmpty() ? '?' : '&')
                                .append(name)
                                .append('=')
                                .append(encoded(value));
                    }
                }
            }
        }
        return path + query;
    }

    private String value(JsonNode parameter, KnownDraft draft, Random random) {
        if (random.nextInt(8) == 0) {
            return pick(TEXTS, random);
        }
        String name = parameter.path("name").asText();
        if (name.equals("Idempotency-Key")) {
            return UUID.nameUUIDFromBytes(new byte[] {(byte) random.nextInt(60)}).toString();
        }
        if (draft != null && name.equals("Draft-Token")) {
            return draft.token();
        }
        if (draft != null
                && name.equals("id")
                && parameter.path("description").asText().equals("The draft")) {
            return draft.id();
        }
        List<String> known = things.get(parameter.path("description").asText());
        if (known != null && random.nextInt(3) > 0) {
            return pick(known, random);
        }
        return parameter.path("example").asText();
    }

    private static boolean isForHeader(String value) {
        return value.chars().allMatch(c -> c >= 0x20 && c < 0x7f) && !value.isBlank();
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String spoilt(String address, Random random) {
        return switch (random.nextInt(7)) {
            case 0 -> "/" + address;
            case 1 -> address.replaceFirst("/v1", "/V1");
            case 2 -> address.replace("?", ";x=y?");
            case 3 -> address + "/";
            case 4 -> address + (address.contains("?") ? "&" : "?") + "x=" + "y".repeat(6000);
            case 5 -> address.replaceFirst("/([a-z])", "/%2e/$1");
            default -> "/x" + address;
        };
    }

    private String body(Operation operation, Random random) {
        if (operation.body() == null) {
            return random.nextInt(50) == 0 ? pick(RAW, random) : null;
        }
        if (random.nextInt(12) == 0) {
            return pick(RAW, random);
        }
        JsonNode body = operation.body().deepCopy();
        for (int i = random.nextInt(3); i > 0; i--) {
            body = mutated(body, random);
        }
        String text = body.toString();
        return random.nextInt(30) == 0 ? text.substring(0, random.nextInt(text.length())) : text;
    }

    private static JsonNode mutated(JsonNode node, Random random) {
        if (node instanceof ObjectNode object && !object.isEmpty() && random.nextInt(10) > 0) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            String name = pick(names, random);
            switch (random.nextInt(6)) {
                case 0 -> object.remove(name);
                case 1 -> object.set("x" + random.nextInt(5), strange(random));
                default -> object.set(name, mutated(object.get(name), random));
            }
            return object;
        }
        if (node instanceof ArrayNode array && !array.isEmpty() && random.nextInt(4) > 0) {
            int index = random.nextInt(array.size());
            switch (random.nextInt(4)) {
                case 0 -> array.remove(index);
                case 1 -> array.add(array.get(index).deepCopy());
                case 2 -> {
                    for (int i = 0; i < 120; i++) {
                        array.add(array.get(index).deepCopy());
                    }
                }
                default -> array.set(index, mutated(array.get(index), random));
            }
            return array;
        }
        return strange(random);
    }

    private static JsonNode strange(Random random) {
        return switch (random.nextInt(9)) {
            case 0 -> JSON.nullNode();
            case 1 -> JSON.booleanNode(random.nextBoolean());
            case 2 -> JSON.numberNode(random.nextInt(3) - 1);
            case 3 -> JSON.numberNode(random.nextLong());
            case 4 -> JSON.numberNode(1.5);
            case 5 -> JSON.arrayNode().add(1).add("x");
            case 6 -> JSON.objectNode().put("a", 1);
            default -> JSON.textNode(pick(TEXTS, random));
        };
    }

    private void headers(
            Operation operation, String body, Map<String, String> headers, Random random) {
        if (body != null) {
            headers.put(
                    "Content-Type",
                    random.nextInt(25) == 0
                            ? pick(List.of("text/plain", "application/xml", "x"), random)
                            : "application/json");
        }
        if ((operation.forStaff() || operation.forDonors()) && random.nextInt(20) > 0) {
            // Now and then the other one: neither may open what is not its own.
            boolean isDonor = operation.forDonors() != (random.nextInt(20) == 0);
            String donor = operation.id().equals("createErasure") ? mortalToken : donorToken;
            headers.put("Authorization", "Bearer " + (isDonor ? donor : staffToken));
        } else if (random.nextInt(40) == 0) {
            headers.put("Authorization", pick(List.of("Bearer x", "Basic eDp5", "x"), random));
        }
        if (random.nextInt(30) == 0) {
            headers.put(
                    "Accept",
                    pick(List.of("text/html", "application/json", "*/*", "image/png"), random));
        }
        if (random.nextInt(60) == 0) {
            headers.put("X-Long", "x".repeat(random.nextInt(40_000)));
        }
        if (random.nextInt(60) == 0) {
            headers.put("If-None-Match", pick(List.of("*", "\"x\"", "x", "W/\"y\""), random));
        }
        if (random.nextInt(60) == 0) {
            headers.put("X-Request-Id", "fuzz-" + random.nextInt());
        }
    }

    private static <T> T pick(List<T> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }
}
