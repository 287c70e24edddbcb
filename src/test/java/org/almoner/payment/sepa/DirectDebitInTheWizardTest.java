package org.almoner.payment.sepa;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.almoner.TestDatabase;
import org.almoner.strongbox.Strongbox;
import org.almoner.wizard.Givers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class DirectDebitInTheWizardTest {

    private static final String IBAN = "DE89370400440532013000";

    private final DirectDebitGateway installed;
    private final Strongbox strongbox;
    private final MandateForm form;
    private final AskForCollection ask;
    private final KeepMandates keep;
    private final EntityManager database;

    DirectDebitInTheWizardTest(
            DirectDebitGateway installed,
            Strongbox strongbox,
            MandateForm form,
            AskForCollection ask,
            KeepMandates keep,
            EntityManager database) {
        this.installed = installed;
        this.strongbox = strongbox;
        this.form = form;
        this.ask = ask;
        this.keep = keep;
        this.database = database;
    }

    private record SwitchedOn(boolean enabled, String expireEvery, int collectAfterDays)
            implements SepaSettings {}

    @BeforeEach
    void switchOn() {
        QuarkusMock.installMockForInstance(
                new DirectDebitGateway(
                        new SwitchedOn(true, "24h", 7), strongbox, form, ask, keep, null),
                installed);
    }

    private record Draft(String id, String token) {

        RequestSpecification call() {
            return given().contentType(ContentType.JSON).header("Draft-Token", token);
        }

        Response put(String step, Object body) {
            return call().body(body).put("/v1/gift-drafts/" + id + step);
        }

        Response complete() {
            return call().header("Idempotency-Key", "sepa-" + id)
                    .body(Map.of())
                    .post("/v1/gift-drafts/" + id + "/completion");
        }
    }

    private static JsonPath options() {
        return given().queryParam("country", "DE")
                .queryParam("locale", "de")
                .get("/v1/giving-options")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /** A draft before step 3. */
    private static Draft draft() {
        JsonPath started =
                given().contentType(ContentType.JSON)
                        .body(
                                Map.of(
                                        "country", "DE",
                                        "locale", "de",
                                        "amount", Map.of("minor", 2500, "currency", "EUR"),
                                        "cadence", "ONCE"))
                        .post("/v1/gift-drafts")
                        .then()
                        .statusCode(201)
                        .extract()
                        .jsonPath();
        Draft draft = new Draft(started.getString("id"), started.getString("draftToken"));
        List<Map<String, Object>> answers = new ArrayList<>();
        for (Map<String, Object> text : options().<Map<String, Object>>getList("consents")) {
            answers.add(
                    Map.of(
                            "id", text.get("id"),
                            "version", text.get("version"),
                            "given", text.get("required")));
        }
        draft.put(
                        "/donor",
                        Map.of(
                                "kind",
                                "PERSON",
                                "firstName",
                                "Erika",
                                "lastName",
                                "Beispiel",
                                "email",
                                "erika-" + Givers.word() + "@example.org",
                                "address",
                                Map.of(
                                        "street", "Musterweg",
                                        "houseNumber", "12a",
                                        "postcode", "10115",
                                        "town", "Berlin",
                                        "country", "DE"),
                                "consents",
                                answers))
                .then()
                .statusCode(200);
        return draft;
    }

    private static Map<String, Object> step3() {
        return new HashMap<>(
                Map.of(
                        "method", "SEPA_DIRECT_DEBIT",
                        "iban", "de89 3704 0044 0532 0130 00",
                        "accountHolder", "Erika Beispiel",
                        "mandate", Map.of("textId", "sepa-core", "version", 1, "agreed", true)));
    }

    private List<?> query(String sql, String draft) {
        return QuarkusTransaction.requiringNew()
                .call(
                        () ->
                                database.createNativeQuery(sql)
                                        .setParameter("draft", draft)
                                        .getResultList());
    }

    @Test
    void theWordsAreShownBeforeAnybodyAgrees() {
        Map<String, Object> mandate =
                options().getMap("methods.find { it.method == 'SEPA_DIRECT_DEBIT' }.mandate");
        assertEquals("SEPA-Lastschriftmandat", mandate.get("title"));
        assertEquals("DE98ZZZ09999999999", mandate.get("creditorIdentifier"));
        assertEquals(1, mandate.get("noticeDays"));
        assertTrue(mandate.get("paragraphs").toString().contains("Beispiel Hilfe e.V."));
    }

    @Test
    void aGiftIsPromisedNotedAndAnnouncedOnceAndTheDraftForgetsTheAccount() {
        Draft draft = draft();
        draft.put("/payment-method", step3()).then().statusCode(200);
        Object[] before =
                (Object[])
                        query(
                                        "SELECT account, method_fields FROM gift_draft"
                                                + " WHERE id = CAST(:draft AS uuid)",
                                        draft.id())
                                .get(0);
        assertTrue(before[0].toString().startsWith("v1:"));
        assertFalse(before[1].toString().contains(IBAN));
        JsonPath first = draft.complete().then().statusCode(201).extract().jsonPath();
        assertEquals("PENDING", first.getString("status"));
        assertEquals("DIRECT_DEBIT", first.getString("nextAction.type"));
        assertEquals("DE89 **** **** **** **30 00", first.getString("nextAction.account"));
        assertEquals(
                first.getString("nextAction.mandateReference"),
                draft.complete().jsonPath().getString("nextAction.mandateReference"));
        Object[] after =
                (Object[])
                        query(
                                        "SELECT account, method_fields FROM gift_draft"
                                                + " WHERE id = CAST(:draft AS uuid)",
                                        draft.id())
                                .get(0);
        assertNull(after[0]);
        assertFalse(after[1].toString().contains("Erika"));
        List<?> noted =
                query(
                        "SELECT m.state, m.sequence, m.holder, c.amount_minor, o.state"
                                + " FROM sepa_mandate m JOIN sepa_collection c ON c.mandate_id = m.id"
                                + " JOIN outbox_message o ON o.subject = c.payment_id"
                                + " AND o.kind = 'collection-notice-mail'"
                                + " WHERE m.source LIKE 'wizard/' || :draft || '/%'",
                        draft.id());
        assertEquals(1, noted.size());
        Object[] row = (Object[]) noted.get(0);
        assertEquals("ACTIVE", row[0]);
        assertEquals("OOFF", row[1]);
        assertEquals("Erika Beispiel", row[2]);
        assertEquals(2500L, row[3]);
        List<?> details =
                query(
                        "SELECT details FROM payment WHERE provider = 'sepa' AND reference ="
                                + " (SELECT donation_id FROM gift_draft"
                                + " WHERE id = CAST(:draft AS uuid))",
                        draft.id());
        assertTrue(details.get(0).toString().matches("\\{\"mandate\":\"[0-9a-f-]{36}\"\\}"));
    }

    @ParameterizedTest
    @CsvSource({
        "iban, DE88370400440532013000, /iban, invalid_iban",
        "iban, CH9300762011623852957, /iban, outside_eea",
        "iban, TR330006100519786457841326, /iban, not_sepa",
        "iban, , /iban, required",
        "accountHolder, , /accountHolder, required",
        "accountHolder, 4111 1111 1111 1111, /accountHolder, card_number",
        "accountHolder, 1234567890123456789012345678901234567890123456789012345678901234567890x,"
                + " /accountHolder, too_long"
    })
    void whatCannotBeCollectedWithIsRefusedByFieldAndRule(
            String field, String value, String pointer, String rule) {
        Map<String, Object> body = step3();
        body.put(field, value);
        body.values().removeIf(java.util.Objects::isNull);
        refused(body, pointer, rule);
    }

    @Test
    void onlyTheMandateThatIsShownCanBeAgreedTo() {
        Map<String, Object> body = step3();
        body.put("mandate", Map.of("textId", "other", "version", 1, "agreed", true));
        refused(body, "/mandate/textId", "unknown_text");
        body.put("mandate", Map.of("textId", "sepa-core", "version", 2, "agreed", true));
        refused(body, "/mandate/version", "wrong_version");
        body.put("mandate", Map.of("textId", "sepa-core", "version", 1, "agreed", false));
        refused(body, "/mandate/agreed", "required");
    }

    private static void refused(Map<String, Object> body, String pointer, String rule) {
        Draft draft = draft();
        JsonPath problem =
                draft.put("/payment-method", body).then().statusCode(400).extract().jsonPath();
        assertEquals(List.of(pointer), problem.getList("violations.pointer"));
        assertEquals(List.of(rule), problem.getList("violations.code"));
        assertEquals(
                "PAYMENT_METHOD",
                draft.call()
                        .get("/v1/gift-drafts/" + draft.id())
                        .then()
                        .extract()
                        .jsonPath()
                        .getString("step"));
    }
}
