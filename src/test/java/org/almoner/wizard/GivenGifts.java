package org.almoner.wizard;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.Map;
import org.almoner.wizard.WizardCalls.Draft;

/** Gives through the wizard, for tests of what comes after it. */
public final class GivenGifts {

    private static final Map<String, Object> ADDRESS =
            Map.of("street", "Musterweg", "postcode", "10115", "town", "Berlin", "country", "DE");

    private GivenGifts() {}

    /** A gift of 25 EUR given once, by its id. */
    public static String once(String email, String scenario) {
        return once(email, WizardCalls.amount(2500), WizardCalls.sandbox(scenario));
    }

    /** A gift of the same person who has moved, and so of another row. */
    public static String onceAfterMoving(String email) {
        return complete(email, "77", WizardCalls.amount(2500), WizardCalls.sandbox("SUCCEEDS"))
                .jsonPath()
                .getString("donation");
    }

    /** A gift given once for a campaign. */
    public static String forCampaign(String email, String slug) {
        Map<String, Object> body = WizardCalls.amount(2500);
        body.put("campaign", slug);
        return once(email, body, WizardCalls.sandbox("SUCCEEDS"));
    }

    /** A gift that waits for the donor's bank transfer. */
    public static String byTransfer(String email) {
        return once(email, WizardCalls.amount(2500), Map.of("method", "BANK_TRANSFER"));
    }

    /** A gift by card that waits for its donor to confirm; what the completion answered. */
    public static Response byCard(String email) {
        return complete(email, WizardCalls.amount(2500), Map.of("method", "CARD"));
    }

    /** A monthly gift by card that waits for its donor; what the completion answered. */
    public static Response monthlyByCard(String email) {
        Map<String, Object> body = WizardCalls.amount(2500);
        body.put("cadence", "MONTHLY");
        body.put("recurring", Map.of());
        return complete(email, body, Map.of("method", "CARD"));
    }

    private static String once(String email, Object first, Object method) {
        Response made = complete(email, first, method);
        return made.jsonPath().getString("donation");
    }

    /** A monthly gift of 25 EUR, by its id. */
    public static String monthly(String email, String scenario, Map<String, Object> recurring) {
        Map<String, Object> body = WizardCalls.amount(2500);
        body.put("cadence", "MONTHLY");
        body.put("recurring", recurring);
        return complete(email, body, WizardCalls.sandbox(scenario))
                .jsonPath()
                .getString("recurringGift");
    }

    /**
     * A draft that was completed, as its holder knows it.
     *
     * @param answer of the completion
     */
    public record Completed(String id, String token, Response answer) {

        /** What the page shows that the donor comes back to. */
        public JsonPath show() {
            return new Draft(id, token).show();
        }
    }

    /** 25 EUR of a German donor by a method, once or by a cadence. */
    public static Completed by(String method, String cadence) {
        Map<String, Object> body = WizardCalls.amount(2500);
        body.put("cadence", cadence);
        if (!cadence.equals("ONCE")) {
            body.put("recurring", Map.of());
        }
        JsonPath started = WizardCalls.start(body).then().statusCode(201).extract().jsonPath();
        Draft draft = new Draft(started.getString("id"), started.getString("draftToken"));
        Map<String, Object> donor = new HashMap<>(WizardCalls.donor("Beispiel"));
        donor.put("email", Givers.word() + "@example.org");
        draft.put("/donor", donor).then().statusCode(200);
        draft.put("/payment-method", Map.of("method", method)).then().statusCode(200);
        return new Completed(draft.id(), draft.token(), draft.complete(WizardCalls.key()));
    }

    private static Response complete(String email, Object first, Object method) {
        return complete(email, "12a", first, method);
    }

    private static Response complete(
            String email, String houseNumber, Object first, Object method) {
        var started = WizardCalls.start(first).then().statusCode(201).extract().jsonPath();
        Draft draft = new Draft(started.getString("id"), started.getString("draftToken"));
        Map<String, Object> donor = new HashMap<>(WizardCalls.donor("Beispiel"));
        donor.put("email", email);
        Map<String, Object> home = new HashMap<>(ADDRESS);
        home.put("houseNumber", houseNumber);
        donor.put("address", home);
        draft.put("/donor", donor).then().statusCode(200);
        draft.put("/payment-method", method).then().statusCode(200);
        return draft.complete(WizardCalls.key());
    }
}
