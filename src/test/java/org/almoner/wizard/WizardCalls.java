package org.almoner.wizard;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The calls of the widget, with valid input to start from. */
final class WizardCalls {

    private WizardCalls() {}

    /** A draft as its holder knows it. */
    record Draft(String id, String token) {

        RequestSpecification call() {
            return given().contentType(ContentType.JSON).header("Draft-Token", token);
        }

        String path(String step) {
            return "/v1/gift-drafts/" + id + step;
        }

        Response put(String step, Object body) {
            return call().body(body).put(path(step));
        }

        JsonPath show() {
            return call().get(path("")).then().statusCode(200).extract().jsonPath();
        }

        Response complete(String key) {
            return call().header("Idempotency-Key", key).body(Map.of()).post(path("/completion"));
        }
    }

    static Map<String, Object> amount(long minor) {
        return new HashMap<>(
                Map.of(
                        "country",
                        "DE",
                        "locale",
                        "de",
                        "amount",
                        Map.of("minor", minor, "currency", "EUR"),
                        "cadence",
                        "ONCE"));
    }

    static Response start(Object body) {
        return given().contentType(ContentType.JSON).body(body).post("/v1/gift-drafts");
    }

    static Draft started(long minor) {
        JsonPath answer = start(amount(minor)).then().statusCode(201).extract().jsonPath();
        return new Draft(answer.getString("id"), answer.getString("draftToken"));
    }

    /** Answers that are needed and no more: notices noted, every box left alone. */
    static List<Map<String, Object>> answers(String country, String locale) {
        List<Map<String, Object>> shown =
                given().queryParam("country", country)
                        .queryParam("locale", locale)
                        .get("/v1/giving-options")
                        .then()
                        .statusCode(200)
                        .extract()
                        .jsonPath()
                        .getList("consents");
        List<Map<String, Object>> answers = new ArrayList<>();
        for (Map<String, Object> text : shown) {
            answers.add(
                    Map.of(
                            "id",
                            text.get("id"),
                            "version",
                            text.get("version"),
                            "given",
                            "NOTICE".equals(text.get("control"))));
        }
        return answers;
    }

    static Map<String, Object> donor(String lastName) {
        Map<String, Object> donor = new HashMap<>();
        donor.put("kind", "PERSON");
        donor.put("firstName", "Erika");
        donor.put("lastName", lastName);
        donor.put("email", "erika.beispiel@example.org");
        donor.put(
                "address",
                new HashMap<>(
                        Map.of(
                                "street",
                                "Musterweg",
                                "houseNumber",
                                "12a",
                                "postcode",
                                "10115",
                                "town",
                                "Berlin",
                                "country",
                                "DE")));
        donor.put("consents", answers("DE", "de"));
        return donor;
    }

    static Map<String, Object> sandbox(String scenario) {
        return Map.of("method", "SANDBOX", "scenario", scenario);
    }

    /** All three steps taken. */
    static Draft ready(long minor, String scenario) {
        Draft draft = started(minor);
        draft.put("/donor", donor("Beispiel")).then().statusCode(200);
        draft.put("/payment-method", sandbox(scenario)).then().statusCode(200);
        return draft;
    }

    static String key() {
        return "test-" + UUID.randomUUID();
    }
}
