package org.almoner.wizard;

import static org.almoner.wizard.WizardCalls.donor;
import static org.almoner.wizard.WizardCalls.sandbox;
import static org.almoner.wizard.WizardCalls.started;

import java.util.List;
import java.util.Map;

/** Donors who gave through the wizard, for tests of other parts. */
public final class Givers {

    private Givers() {}

    /** Gives 25 euros to the office in Germany; the gift has settled. */
    public static void gave(String email, String lastName) {
        gave(email, lastName, List.of());
    }

    /** The same, with the boxes of these texts ticked. */
    public static void gave(String email, String lastName, List<String> ticked) {
        Map<String, Object> donor = donor(lastName);
        donor.put("email", email);
        donor.put("phone", "030 12345678");
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
        WizardCalls.Draft draft = started(2500);
        draft.put("/donor", donor).then().statusCode(200);
        draft.put("/payment-method", sandbox("SUCCEEDS")).then().statusCode(200);
        draft.complete(WizardCalls.key()).then().statusCode(201);
    }
}
