package org.almoner.handover;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.almoner.TestDatabase;
import org.almoner.TestStaff;
import org.almoner.access.SignedIn;
import org.almoner.account.AccountId;
import org.almoner.donor.DonorId;
import org.almoner.wizard.Givers;
import org.junit.jupiter.api.Test;

/** A donor reads in the own export who got the data, and what was given in return. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class DonorsExportTellsTest extends HandOverCase {

    @Test
    void which_office_took_what_on_which_ground_and_that_nothing_came_after_the_withdrawal() {
        String email = "nora." + Givers.word() + "@example.org";
        Givers.gave(email, "Beispiel");
        AccountId account = SignedIn.account(email);
        DonorId donor = recordOf(account);
        sql.write("UPDATE donor SET country = 'NL' WHERE id = ?", donor.value());
        says(donor, "DE", MOVING, true);
        long nl = end("NL");
        work.run();
        assertEquals(List.of("INITIAL"), kinds(fetched("NL", nl), donor));
        says(donor, "DE", MOVING, false);
        work.run();
        JsonPath file = export(account);
        List<Map<String, Object>> told = file.getList("handOvers.findAll { it.office == 'NL' }");
        assertEquals(2, told.size(), told.toString());
        Map<String, Object> first = told.get(0);
        assertEquals("INITIAL", first.get("kind"));
        assertEquals("DE", first.get("from"));
        assertEquals("SINGLE_MARKET", first.get("instrument"));
        assertEquals(MOVING, first.get("textId"));
        assertTrue(((List<?>) first.get("fields")).contains("email"), first.toString());
        List<?> deliveries = (List<?>) first.get("deliveries");
        assertEquals(1, deliveries.size());
        Map<String, Object> withdrawal = told.get(1);
        assertEquals("WITHDRAWN", withdrawal.get("kind"));
        assertEquals("WITHDRAWN", withdrawal.get("reason"));
        assertEquals(List.of(), withdrawal.get("deliveries"));
        assertNull(withdrawal.get("acknowledgedAt"));
    }

    @Test
    void what_was_given_in_return_with_what_was_recorded_before() {
        String email = "olga." + Givers.word() + "@example.org";
        Givers.gave(email, "Beispiel");
        AccountId account = SignedIn.account(email);
        String gift = export(account).getString("gifts[0].id");
        record(gift, "Dinner for one", 1_000);
        record(gift, "Dinner for two", 2_000);
        JsonPath file = export(account);
        assertEquals(
                List.of("Dinner for one", "Dinner for two"), file.getList("benefits.description"));
        assertEquals(List.of(false, true), file.getList("benefits.live"));
        assertEquals(2_000, file.getInt("benefits[1].value.minor"));
        assertEquals(gift, file.getString("benefits[0].gift"));
        assertFalse(file.prettify().contains("recordedBy"), "staff are not named");
    }

    private DonorId recordOf(AccountId account) {
        return sql.one(
                        "SELECT donor_id FROM account_donor WHERE account_id = ?",
                        row -> new DonorId(row.getObject("donor_id", UUID.class)),
                        account.value())
                .orElseThrow();
    }

    private static JsonPath export(AccountId account) {
        return json(SignedIn.token(account))
                .get("/v1/me/export")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static void record(String gift, String description, int minor) {
        json(TestStaff.token(List.of("finance"), List.of("DE")))
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(
                        Map.of(
                                "description",
                                description,
                                "value",
                                Map.of("minor", minor, "currency", "EUR")))
                .put("/v1/staff/gifts/" + gift + "/benefit")
                .then()
                .statusCode(200);
    }
}
