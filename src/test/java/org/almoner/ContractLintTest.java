package org.almoner;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The house's rules for the contract, as far as they can be checked without a linter; {@code
 * openapi/ruleset.yaml} holds the same and more for the linter.
 */
class ContractLintTest {

    private static final Set<String> VERBS = Set.of("get", "put", "post", "patch", "delete");

    private final JsonNode contract = Contract.tree();
    private final List<String> findings = new ArrayList<>();

    @Test
    void everyOperationHasNameTagSummaryAndRoles() {
        Set<String> names = new HashSet<>();
        Set<String> tags = new HashSet<>();
        contract.path("tags").forEach(tag -> tags.add(tag.path("name").asText()));
        eachOperation(
                (where, operation) -> {
                    String name = operation.path("operationId").asText();
                    check(name.matches("[a-z][a-zA-Z0-9]+"), where, "operationId is camelCase");
                    check(names.add(name), where, "operationId is unique");
                    check(operation.path("tags").size() == 1, where, "one tag");
                    check(
                            tags.contains(operation.path("tags").path(0).asText()),
                            where,
                            "tag is declared");
                    check(operation.path("summary").asText().length() > 5, where, "summary");
                    check(operation.path("x-roles").isArray(), where, "x-roles");
                    check(
                            operation.path("x-roles").isEmpty()
                                    || operation.path("security").size() == 1,
                            where,
                            "security where there are roles");
                });
        none();
    }

    @Test
    void everyPathIsKebabCase() {
        contract.path("paths")
                .fieldNames()
                .forEachRemaining(
                        path ->
                                check(
                                        path.matches(
                                                "/\\.well-known/jwks\\.json|(/([a-z0-9-]+|\\{[a-z][A-Za-z]*}))+"),
                                        path,
                                        "kebab-case"));
        none();
    }

    @Test
    void everyFailureIsAProblem() {
        eachOperation(
                (where, operation) ->
                        operation
                                .path("responses")
                                .properties()
                                .forEach(
                                        answer ->
                                                checkAnswer(
                                                        where + " " + answer.getKey(), answer)));
        none();
    }

    private void checkAnswer(String where, Map.Entry<String, JsonNode> answer) {
        JsonNode resolved = resolve(answer.getValue());
        check(!resolved.path("description").asText().isEmpty(), where, "description");
        if (Integer.parseInt(answer.getKey()) >= 400) {
            check(
                    resolved.at("/content/application~1problem+json/schema/$ref")
                            .asText()
                            .matches("#/components/schemas/(Problem|DeclinedPayment)"),
                    where,
                    "is application/problem+json");
            check(resolved.path("headers").has("X-Request-Id"), where, "names the request");
        }
        if (Set.of("429", "503").contains(answer.getKey())) {
            check(resolved.path("headers").has("Retry-After"), where, "has Retry-After");
        }
    }

    @Test
    void everyOperationListsTheFailuresItCanHave() {
        eachOperation(
                (where, operation) -> {
                    JsonNode answers = operation.path("responses");
                    check(answers.has("500"), where, "500");
                    boolean body = operation.has("requestBody");
                    check(
                            !body || (answers.has("413") && answers.has("415")),
                            where,
                            "413 and 415");
                    check(!body || answers.has("400"), where, "400");
                    boolean staff = !operation.path("x-roles").isEmpty();
                    check(!staff || (answers.has("401") && answers.has("403")), where, "401, 403");
                    check(!where.contains("{") || answers.has("404"), where, "404");
                    check(
                            !operation.has("x-idempotency-retention")
                                    || (answers.has("409") && answers.has("422")),
                            where,
                            "409 and 422 for keys");
                });
        none();
    }

    @Test
    void everyExampleIsThere() {
        eachOperation(
                (where, operation) -> {
                    operation
                            .path("requestBody")
                            .path("content")
                            .forEach(media -> check(hasExample(media), where, "request example"));
                    operation
                            .path("responses")
                            .forEach(
                                    answer ->
                                            resolve(answer)
                                                    .path("content")
                                                    .forEach(
                                                            media ->
                                                                    check(
                                                                            hasExample(media),
                                                                            where,
                                                                            "answer example")));
                    operation
                            .path("parameters")
                            .forEach(
                                    parameter ->
                                            check(
                                                    resolve(parameter).has("example"),
                                                    where,
                                                    "parameter example"));
                });
        none();
    }

    private static boolean hasExample(JsonNode media) {
        return media.has("example") || media.has("examples");
    }

    @Test
    void everySchemaIsClosedAndBounded() {
        contract.at("/components/schemas")
                .properties()
                .forEach(schema -> checkSchema(schema.getKey(), schema.getValue()));
        eachOperation(
                (where, operation) ->
                        operation
                                .path("parameters")
                                .forEach(
                                        parameter ->
                                                checkSchema(
                                                        where, resolve(parameter).path("schema"))));
        none();
    }

    private void checkSchema(String where, JsonNode schema) {
        switch (schema.path("type").asText()) {
            case "object" ->
                    check(
                            schema.path("additionalProperties").isBoolean()
                                    && (!schema.path("additionalProperties").asBoolean()
                                            || schema.has("x-open-because")),
                            where,
                            "additionalProperties: false");
            case "array" -> check(schema.has("maxItems"), where, "maxItems");
            case "string" ->
                    check(schema.has("maxLength") || schema.has("enum"), where, "maxLength");
            case "integer" ->
                    check(schema.has("minimum") && schema.has("maximum"), where, "bounds");
            case "number" -> check(false, where, "no decimal numbers");
            default -> {
                // booleans and references need nothing
            }
        }
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            check(
                    property.getKey().matches("[a-z][A-Za-z0-9]*|[A-Z_]+"),
                    where,
                    "camelCase members");
            checkSchema(where + "/" + property.getKey(), property.getValue());
        }
        if (schema.has("items")) {
            checkSchema(where + "/items", schema.path("items"));
        }
    }

    @Test
    void everyReferenceLeadsSomewhereAndEverythingSharedIsUsed() {
        Set<String> used = new HashSet<>();
        contract.findValuesAsText("$ref")
                .forEach(
                        reference -> {
                            used.add(reference);
                            check(
                                    !contract.at(reference.substring(1)).isMissingNode(),
                                    reference,
                                    "exists");
                        });
        for (String part : List.of("schemas", "responses", "parameters", "headers")) {
            contract.path("components")
                    .path(part)
                    .fieldNames()
                    .forEachRemaining(
                            name ->
                                    check(
                                            used.contains("#/components/" + part + "/" + name),
                                            part + "/" + name,
                                            "is used"));
        }
        none();
    }

    private interface OperationCheck {
        void check(String where, JsonNode operation);
    }

    private void eachOperation(OperationCheck check) {
        contract.path("paths")
                .properties()
                .forEach(
                        path ->
                                path.getValue()
                                        .properties()
                                        .forEach(
                                                verb -> {
                                                    if (VERBS.contains(verb.getKey())) {
                                                        check.check(
                                                                verb.getKey() + " " + path.getKey(),
                                                                verb.getValue());
                                                    }
                                                }));
    }

    private JsonNode resolve(JsonNode node) {
        return node.has("$ref") ? contract.at(node.path("$ref").asText().substring(1)) : node;
    }

    private void check(boolean holds, String where, String rule) {
        if (!holds) {
            findings.add(where + ": " + rule);
        }
    }

    private void none() {
        assertEquals("", String.join("\n", findings));
    }
}
