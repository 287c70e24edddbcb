package org.almoner.portal;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.almoner.TestDatabase;
import org.almoner.access.SignedIn;
import org.almoner.access.SignedInLongAgo;
import org.almoner.account.AccountId;
import org.almoner.wizard.Givers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ExportTest {

    @Inject DataSource database;

    private final String email = "vera." + Givers.word() + "@example.org";
    private AccountId account;
    private String token;

    @BeforeEach
    void sheGaveAndSignsIn() {
        Givers.gave(email, "Beispiel", List.of("de-newsletter-email"));
        account = SignedIn.account(email);
        token = SignedIn.token(account);
    }

    private JsonPath export() {
        return given().auth()
                .oauth2(token)
                .get("/v1/me/export")
                .then()
                .statusCode(200)
                .contentType(ContentType.JSON)
                .header("Cache-Control", "no-store")
                .header("Content-Disposition", startsWith("attachment;"))
                .extract()
                .jsonPath();
    }

    private void sql(String sql, Object... values) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.execute();
        }
    }

    @Test
    void everything_that_is_held_is_in_it_and_nothing_of_others() {
        Givers.gave("other." + Givers.word() + "@example.org", "Anders");
        given().auth()
                .oauth2(token)
                .contentType(ContentType.JSON)
                .header("If-Match", "\"0\"")
                .body(Map.of("lastName", "Neumann"))
                .patch("/v1/me")
                .then()
                .statusCode(200);
        Givers.givesMonthly(email, "Neumann");
        assertEquals(account, SignedIn.account(email));
        JsonPath file = export();
        assertEquals(1, file.getList("recurringGifts").size());
        assertEquals(List.of(1, 2), file.getList("instalments.number"));
        assertTrue(file.getList("recurringGiftChanges.what").contains("AGREED"));
        assertEquals("Neumann", file.getString("contact.lastName"));
        assertEquals(List.of("Beispiel", "Neumann"), file.getList("records.lastName"));
        assertEquals(List.of(email), file.getList("emailAddresses.email"));
        assertEquals(1, file.getList("sessions").size());
        assertEquals(List.of("RECEIVED", "RECEIVED"), file.getList("gifts.status"));
        assertEquals(2500, file.getInt("gifts[0].amount.minor"));
        assertEquals("SETTLED", file.getString("gifts[0].payments[0].state"));
        assertEquals(
                new HashSet<>(file.getList("gifts.id")),
                new HashSet<>(file.getList("receipts.gift")));
        assertEquals(email, file.getString("receipts[0].to.email"));
        String consent = "consents.find { it.textId == 'de-newsletter-email' }.";
        assertEquals("GIVEN", file.getString(consent + "answer"));
        assertTrue(file.getString(consent + "text").startsWith("Ja, "));
        assertTrue(file.getString(consent + "ip").length() > 0);
        assertFalse(file.prettify().contains("Anders"));
    }

    @Test
    void a_thousand_gifts_come_within_seconds_each_of_them_once() throws SQLException {
        sql(
                """
                WITH many AS (SELECT gen_random_uuid() AS gift, gen_random_uuid() AS payment,
                        m.donor_id, now() - n * interval '1 day' AS at
                    FROM account_donor m, generate_series(1, 1200) n WHERE m.account_id = ?),
                paid AS (INSERT INTO payment (id, reference, attempt, office, provider, method,
                        amount_minor, currency, state, provider_key, provider_key_expires_at,
                        locale, details, opened_at, settled_at, changed_at, version)
                    SELECT payment, gift, 1, 'DE', 'sandbox', 'SANDBOX', 1000, 'EUR', 'SETTLED',
                        payment::text, at, 'de', '{}', at, at, at, 1 FROM many)
                INSERT INTO donation (id, draft_id, donor_id, office, amount_minor, currency,
                    country, locale, method, state, status, payment_id, attempts, pledged_at,
                    settled_at, version)
                SELECT gift, gen_random_uuid(), donor_id, 'DE', 1000, 'EUR', 'DE', 'de', 'SANDBOX',
                    'SETTLED', 'RECEIVED', payment, 1, at, at, 1 FROM many
                """,
                account.value());
        long begun = System.nanoTime();
        JsonPath file = export();
        double seconds = (System.nanoTime() - begun) / 1e9;
        List<String> gifts = file.getList("gifts.id");
        System.out.printf("ExportTest: %d gifts in %.2f s%n", gifts.size(), seconds);
        assertEquals(1201, gifts.size());
        assertEquals(1201, new HashSet<>(gifts).size());
        assertTrue(seconds < 10, "within seconds");
        for (String forget :
                List.of(
                        "DELETE FROM payment WHERE amount_minor = 1000 AND reference IN (SELECT id"
                                + " FROM donation WHERE",
                        "DELETE FROM donation WHERE id IN (SELECT id FROM donation WHERE")) {
            sql(
                    forget
                            + " amount_minor = 1000 AND donor_id IN (SELECT donor_id"
                            + " FROM account_donor WHERE account_id = ?))",
                    account.value());
        }
    }

    @Test
    void it_needs_a_fresh_sign_in_and_has_its_limit() {
        token = SignedInLongAgo.token(account);
        given().auth()
                .oauth2(token)
                .get("/v1/me/export")
                .then()
                .statusCode(401)
                .body("code", equalTo("sign-in-again"));
        given().get("/v1/me/export").then().statusCode(401);
        token = SignedIn.token(account);
        for (int i = 0; i < 10; i++) {
            export();
        }
        given().auth()
                .oauth2(token)
                .get("/v1/me/export")
                .then()
                .statusCode(429)
                .body("detail", containsString("copies"));
    }
}
