package org.almoner.wizard;

import static org.almoner.wizard.WizardCalls.donor;
import static org.almoner.wizard.WizardCalls.sandbox;
import static org.almoner.wizard.WizardCalls.started;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Donors who gave through the wizard, for tests of other parts. */
public final class Givers {

    private Givers() {}

    /** A word nobody else has; without digits, because rows of them look like card numbers. */
    public static String word() {
        StringBuilder word = new StringBuilder();
        for (char digit : UUID.randomUUID().toString().replace("-", "").toCharArray()) {
            word.append((char) (Character.isDigit(digit) ? digit - '0' + 'g' : digit));
        }
        return word.toString();
    }

    /** Gives 25 euros to the office in Germany; the gift has settled. */
    public static void gave(String email, String lastName) {
        gave(email, lastName, List.of());
    }

    /** Begins to give 25 euros a month; the first instalment is collected. */
    public static void givesMonthly(String email, String lastName) {
        Map<String, Object> body = WizardCalls.amount(2500);
        body.put("cadence", "MONTHLY");
        body.put("recurring", Map.of());
        var started = WizardCalls.start(body).then().statusCode(201).extract().jsonPath();
        complete(
                new WizardCalls.Draft(started.getString("id"), started.getString("draftToken")),
                giver(email, lastName));
    }

    /** Gives 25 euros with these data of the donor over the usual ones; German, or of a country. */
    public static String gave(Map<String, Object> over, String country) {
        Map<String, Object> body = WizardCalls.amount(2500);
        body.put("country", country);
        var started = WizardCalls.start(body).then().statusCode(201).extract().jsonPath();
        var draft = new WizardCalls.Draft(started.getString("id"), started.getString("draftToken"));
        Map<String, Object> donor = donor("Beispiel");
        donor.put("consents", WizardCalls.answers(country, "de"));
        donor.putAll(over);
        complete(draft, donor);
        io.restassured.RestAssured.given()
                .contentType("application/json")
                .header("Draft-Token", draft.token())
                .body(Map.of("rating", 5, "comment", "From " + over.get("lastName")))
                .post("/v1/gift-drafts/" + draft.id() + "/feedback");
        return started.getString("id");
    }

    /** Begins to give 25 euros a month with these data of the donor over the usual ones. */
    public static void givesMonthly(Map<String, Object> over) {
        Map<String, Object> body = WizardCalls.amount(2500);
        body.put("cadence", "MONTHLY");
        body.put("recurring", Map.of());
        var started = WizardCalls.start(body).then().statusCode(201).extract().jsonPath();
        Map<String, Object> donor = donor("Beispiel");
        donor.putAll(over);
        complete(
                new WizardCalls.Draft(started.getString("id"), started.getString("draftToken")),
                donor);
    }

    /**
     * Begins to give regularly to the office of a country with these data of the donor over the
     * usual ones; the recurring gift's id.
     */
    public static String givesRegularly(
            Map<String, Object> over, String country, String cadence, long minor) {
        Map<String, Object> body = WizardCalls.amount(minor);
        body.put("country", country);
        body.put("cadence", cadence);
        body.put("recurring", Map.of());
        var started = WizardCalls.start(body).then().statusCode(201).extract().jsonPath();
        var draft = new WizardCalls.Draft(started.getString("id"), started.getString("draftToken"));
        Map<String, Object> donor = donor("Beispiel");
        donor.put("consents", WizardCalls.answers(country, "de"));
        donor.putAll(over);
        draft.put("/donor", donor).then().statusCode(200);
        draft.put("/payment-method", sandbox("SUCCEEDS")).then().statusCode(200);
        return draft.complete(WizardCalls.key())
                .then()
                .statusCode(201)
                .extract()
                .path("recurringGift");
    }

    /** Writes these data into a draft and goes away. */
    public static void beganToGive(Map<String, Object> over) {
        Map<String, Object> donor = donor("Beispiel");
        donor.putAll(over);
        started(2500).put("/donor", donor).then().statusCode(200);
    }

    private static Map<String, Object> giver(String email, String lastName) {
        Map<String, Object> donor = donor(lastName);
        donor.put("email", email);
        donor.put("phone", "030 12345678");
        return donor;
    }

    private static void complete(WizardCalls.Draft draft, Map<String, Object> donor) {
        draft.put("/donor", donor).then().statusCode(200);
        draft.put("/payment-method", sandbox("SUCCEEDS")).then().statusCode(200);
        draft.complete(WizardCalls.key()).then().statusCode(201);
    }

    /** Gives once, with the boxes of these texts ticked. */
    public static void gave(String email, String lastName, List<String> ticked) {
        Map<String, Object> donor = giver(email, lastName);
        donor.put(
                "consents",
                WizardCalls.answers("DE", "de").stream()
                        .map(
                                it ->
                                        ticked.contains(it.get("id"))
                                                ? Map.of(
                                                        "id", it.get("id"),
                                                        "version", it.get("version"),
                                                        "given", true)
                                                : it)
                        .toList());
        complete(started(2500), donor);
    }
}
