package org.almoner.periodic;

import static io.restassured.RestAssured.given;
import static org.almoner.TestStaff.as;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.almoner.donor.DonorId;
import org.almoner.id.Ids;
import org.almoner.money.Money;
import org.almoner.office.OfficeCode;
import org.almoner.sql.Sql;
import org.almoner.statement.PeriodicGiftForm;
import org.almoner.tax.GiftsOfAYear;

/** People who give to the Dutch office, and what they agree on. */
@Singleton
public class DutchAgreements {

    static final ZoneId AMSTERDAM = ZoneId.of("Europe/Amsterdam");

    private final GiftsOfAYear gifts;
    private final AgreementRows rows;
    private final Sql sql;
    private final Ids ids;

    DutchAgreements(GiftsOfAYear gifts, AgreementRows rows, Sql sql, Ids ids) {
        this.gifts = gifts;
        this.rows = rows;
        this.sql = sql;
        this.ids = ids;
    }

    public static LocalDate today() {
        return LocalDate.now(AMSTERDAM);
    }

    static int year() {
        return today().getYear();
    }

    GiftsOfAYear gifts() {
        return gifts;
    }

    Sql sql() {
        return sql;
    }

    /** An offer to any donor's row, whichever its office is. */
    public String offered(UUID donor) {
        return offered(donor, today(), year()).toString();
    }

    private UUID offered(UUID donor, LocalDate day, int firstYear) {
        UUID id = ids.next();
        OfficeCode office = new OfficeCode("NL");
        AgreementTerms terms =
                new AgreementTerms(
                        Money.of(60_000, "EUR"),
                        firstYear,
                        5,
                        DeathOf.DONOR,
                        null,
                        Set.of(),
                        false);
        QuarkusTransaction.requiringNew()
                .run(
                        () ->
                                rows.insert(
                                        new AgreementRows.New(
                                                id,
                                                office,
                                                rows.draw(office, day),
                                                new DonorId(donor),
                                                null,
                                                terms,
                                                PeriodicGiftForm.Giver.of(
                                                        "A",
                                                        "B",
                                                        List.of("Weg 1", "1011 AB X"),
                                                        "NL"),
                                                new PeriodicGiftForm.Institution(
                                                        "Stichting Voorbeeldhulp", "123456782"),
                                                day.atStartOfDay(AMSTERDAM).toInstant(),
                                                day,
                                                PeriodicGiftDesk.DONOR)));
        return id;
    }

    /** In force since the middle of January of a year long past, for five years; its number. */
    public String ofThePast(UUID donor, int firstYear) {
        LocalDate day = LocalDate.of(firstYear, 1, 15);
        UUID id = offered(donor, day, firstYear);
        sql.write(
                "UPDATE periodic_gift_agreement SET state = 'SIGNED', signed_on = ?, evidence = 'Folder'"
                        + " WHERE id = ?",
                day,
                id);
        sql.write(
                "UPDATE periodic_gift_agreement SET state = 'ACTIVE', countersigned_on = ?,"
                        + " countersigned_by = '{}' WHERE id = ?",
                day,
                id);
        happened(id, AgreementEvent.Kind.SIGNED, day);
        happened(id, AgreementEvent.Kind.COUNTERSIGNED, day);
        return rows.find(id).orElseThrow().number();
    }

    void happened(UUID id, AgreementEvent.Kind kind, LocalDate day) {
        rows.note(
                id,
                new AgreementEvent(
                        0,
                        kind,
                        day.atStartOfDay(AMSTERDAM).toInstant(),
                        day,
                        PeriodicGiftDesk.SYSTEM,
                        null));
    }

    /** Says of a gift that it was given for the agreement of a number. */
    public void assign(String number, UUID gift) {
        sql.write(
                "INSERT INTO periodic_gift_assignment (donation_id, agreement_id, assigned_at)"
                        + " SELECT ?, id, now() FROM periodic_gift_agreement WHERE office = 'NL'"
                        + " AND number = ?",
                gift,
                number);
    }

    static Map<String, Object> euros(long minor) {
        return Map.of("minor", minor, "currency", "EUR");
    }

    /** Six hundred euros a year, from this year on, for five years. */
    public static Map<String, Object> wish() {
        return new HashMap<>(
                Map.of("yearlyAmount", euros(60_000), "firstYear", year(), "years", 5));
    }

    static RequestSpecification clerk() {
        return as("finance", "NL").contentType(ContentType.JSON);
    }

    static RequestSpecification donor(String token) {
        return given().contentType(ContentType.JSON).auth().oauth2(token);
    }

    static Response post(String id, String act, Map<String, Object> body) {
        return clerk().body(body).post("/v1/staff/periodic-gift-agreements/" + id + "/" + act);
    }

    static Response offer(UUID donor, Map<String, Object> wish) {
        return clerk().header("Idempotency-Key", UUID.randomUUID().toString())
                .body(wish)
                .post("/v1/staff/donors/" + donor + "/periodic-gift-agreements");
    }

    static Map<String, Object> signature() {
        return new HashMap<>(
                Map.of("signedOn", today().toString(), "evidence", "Folder 3, sheet 9"));
    }

    static Map<String, Object> countersignature() {
        return new HashMap<>(
                Map.of(
                        "signedOn",
                        today().toString(),
                        "name",
                        "Sanne Voorbeeld",
                        "function",
                        "Penningmeester",
                        "place",
                        "Amsterdam"));
    }

    /** Offered, signed and in force; its id. */
    static String inForce(UUID donor, Map<String, Object> wish) {
        JsonPath offered = offer(donor, wish).then().statusCode(201).extract().jsonPath();
        String id = offered.getString("id");
        post(id, "signature", signature()).then().statusCode(200);
        post(id, "countersignature", countersignature()).then().statusCode(200);
        return id;
    }

    /** Both sign, the donor on a form that was scanned. */
    public static void signs(String id, String form) {
        Map<String, Object> signed = signature();
        signed.put("document", form);
        signed.put("numberCovered", true);
        post(id, "signature", signed).then().statusCode(200);
        post(id, "countersignature", countersignature()).then().statusCode(200);
    }
}
