package org.almoner;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The contract and the code name the same operations, for the same roles, and it is served. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ContractTest {

    private static final Set<String> VERBS = Set.of("get", "put", "post", "patch", "delete");

    @Test
    void theCodeServesExactlyTheOperationsOfTheContract() {
        assertEquals(
                String.join("\n", operationsOfTheContract().keySet()),
                String.join("\n", operationsOfTheCode().keySet()));
    }

    @Test
    void everyOperationIsOpenToTheRolesTheContractNames() {
        assertEquals(operationsOfTheContract().toString(), operationsOfTheCode().toString());
    }

    @Test
    void theContractIsServedAsItIsWritten() throws Exception {
        String served = given().get("/q/openapi").then().statusCode(200).extract().asString();
        JsonNode tree = new YAMLMapper().readTree(served);
        assertEquals("3.0.3", tree.path("openapi").asText());
        for (String part : Set.of("info", "paths", "components", "tags")) {
            assertEquals("", differences("/" + part, Contract.tree().path(part), tree.path(part)));
        }
    }

    /** Where two trees differ; the order of members does not count. */
    private static String differences(String where, JsonNode written, JsonNode served) {
        if (written.equals(served)) {
            return "";
        }
        if (!written.isContainerNode() || written.getNodeType() != served.getNodeType()) {
            return where + ": " + written + " became " + served + "\n";
        }
        StringBuilder found = new StringBuilder();
        if (written.isArray()) {
            for (int i = 0; i < Math.max(written.size(), served.size()); i++) {
                found.append(differences(where + "/" + i, written.path(i), served.path(i)));
            }
        } else {
            Set<String> names = new TreeSet<>();
            written.fieldNames().forEachRemaining(names::add);
            served.fieldNames().forEachRemaining(names::add);
            for (String name : names) {
                found.append(
                        differences(where + "/" + name, written.path(name), served.path(name)));
            }
        }
        return found.toString();
    }

    private static Map<String, Set<String>> operationsOfTheContract() {
        Map<String, Set<String>> operations = new TreeMap<>();
        Contract.tree()
                .path("paths")
                .properties()
                .forEach(
                        path ->
                                path.getValue()
                                        .properties()
                                        .forEach(verb -> add(operations, path.getKey(), verb)));
        return operations;
    }

    private static void add(
            Map<String, Set<String>> operations,
            String path,
            Map.Entry<String, JsonNode> operation) {
        if (VERBS.contains(operation.getKey())) {
            Set<String> roles = new TreeSet<>();
            operation.getValue().path("x-roles").forEach(role -> roles.add(role.asText()));
            operations.put(path + " " + operation.getKey(), roles);
        }
    }

    private static Map<String, Set<String>> operationsOfTheCode() {
        Map<String, Set<String>> operations = new TreeMap<>();
        for (JavaClass type :
                new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("org.almoner")) {
            if (type.isAnnotatedWith(Path.class)) {
                Class<?> resource = type.reflect();
                Arrays.stream(resource.getDeclaredMethods())
                        .forEach(method -> add(operations, resource, method));
            }
        }
        assertTrue(operations.size() > 5, "the search for resources works");
        return operations;
    }

    private static void add(Map<String, Set<String>> operations, Class<?> resource, Method method) {
        for (Annotation annotation : method.getAnnotations()) {
            HttpMethod verb = annotation.annotationType().getAnnotation(HttpMethod.class);
            if (verb != null) {
                String path = resource.getAnnotation(Path.class).value();
                Path more = method.getAnnotation(Path.class);
                String whole =
                        ("/" + path + "/" + (more == null ? "" : more.value()))
                                .replaceAll("\\{\\s*(\\w+)\\s*:[^}]*}", "{$1}")
                                .replaceAll("/+", "/")
                                .replaceAll("/$", "");
                operations.put(
                        whole + " " + verb.value().toLowerCase(java.util.Locale.ROOT),
                        roles(resource, method));
            }
        }
    }

    private static Set<String> roles(Class<?> resource, Method method) {
        RolesAllowed allowed = method.getAnnotation(RolesAllowed.class);
        if (allowed != null) {
            return new TreeSet<>(Set.of(allowed.value()));
        }
        boolean open =
                method.isAnnotationPresent(PermitAll.class)
                        || resource.isAnnotationPresent(PermitAll.class);
        return open ? new TreeSet<>() : new TreeSet<>(Set.of("nobody"));
    }
}
