package org.almoner.handover;

import static io.restassured.RestAssured.given;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.almoner.TestStaff;
import org.almoner.consent.ConsentAnswer;
import org.almoner.consent.ConsentAudience;
import org.almoner.consent.ConsentCircumstances;
import org.almoner.consent.ConsentLedger;
import org.almoner.consent.ConsentMethod;
import org.almoner.donor.DonorId;
import org.almoner.id.Ids;
import org.almoner.office.OfficeCode;
import org.almoner.sql.Sql;
import org.junit.jupiter.api.BeforeEach;

/** Donors, what they say, and offices that fetch; the job runs when a test says so. */
abstract class HandOverCase {

    static final String MOVING = "nl-moving";

    @Inject WorkOffDue work;
    @Inject SweepDonors sweep;
    @Inject HandOverHistory history;
    @Inject ConsentLedger ledger;
    @Inject InstantSource clock;
    @Inject Sql sql;
    @Inject Ids ids;

    /**
     * What other tests left is not ours, and some of it belongs to offices that do not exist. Of
     * donors that offices hold it stays: the self-check relies on it.
     */
    @BeforeEach
    void nothingOfOthersIsDue() {
        sql.write(
                "DELETE FROM handover_due w WHERE NOT EXISTS"
                        + " (SELECT 1 FROM handover_holding h WHERE h.donor_id = w.donor_id)");
    }

    void forget(DonorId donor) {
        sql.write("DELETE FROM handover_due WHERE donor_id = ?", donor.value());
    }

    DonorId donor(String office, String country) {
        UUID id = ids.next();
        sql.write(
                "INSERT INTO donor (id, office_code, identity_hash, kind, salutation, first_name,"
                        + " last_name, email, street, house_number, postcode, town, country,"
                        + " locale, created_at, last_seen_at) VALUES (?, ?, repeat(md5(?), 2),"
                        + " 'PERSON', 'MS', 'Alex', 'Moved', ?, 'Musterweg', '7', '10115',"
                        + " 'Musterstadt', ?, 'en', now(), now())",
                id,
                office,
                id.toString(),
                "moved." + word() + "@example.org",
                country);
        return new DonorId(id);
    }

    /** Of the office in Germany, lives in the Netherlands, and has agreed to the hand-over. */
    DonorId mover() {
        DonorId donor = donor("DE", "NL");
        says(donor, "DE", MOVING, true);
        return donor;
    }

    void says(DonorId donor, String office, String text, boolean given) {
        Instant at = clock.instant();
        var circumstances =
                new ConsentCircumstances(
                        new ConsentAudience("NL", "en", new OfficeCode(office), at),
                        "203.0.113.7",
                        "Browser",
                        "test",
                        ConsentMethod.PORTAL);
        QuarkusTransaction.requiringNew()
                .run(
                        () ->
                                ledger.append(
                                        donor,
                                        List.of(new ConsentAnswer(text, 1, given)),
                                        circumstances));
    }

    static String word() {
        return UUID.randomUUID().toString().replaceAll("[0-9-]", "x");
    }

    long end(String office) {
        return history.end(new OfficeCode(office));
    }

    static RequestSpecification machine(String office) {
        return TestStaff.as("receiver", office);
    }

    /** All that a feed has behind a position, page by page. */
    static List<Map<String, Object>> fetched(String office, long behind) {
        String token = TestStaff.token(List.of("receiver"), List.of(office));
        List<Map<String, Object>> all = new ArrayList<>();
        String cursor = org.almoner.http.PageRequest.cursorFor(String.valueOf(behind));
        boolean more = true;
        while (more) {
            JsonPath page =
                    given().auth()
                            .oauth2(token)
                            .queryParam("office", office)
                            .queryParam("limit", 100)
                            .queryParam("cursor", cursor)
                            .get("/v1/staff/hand-overs")
                            .then()
                            .statusCode(200)
                            .extract()
                            .jsonPath();
            all.addAll(page.getList("items"));
            cursor = page.getString("cursor");
            more = page.getBoolean("more");
        }
        return all;
    }

    /** What the feed has about one donor, as short words. */
    static List<String> kinds(List<Map<String, Object>> feed, DonorId donor) {
        return about(feed, donor).stream().map(it -> (String) it.get("kind")).toList();
    }

    static List<Map<String, Object>> about(List<Map<String, Object>> feed, DonorId donor) {
        return feed.stream()
                .filter(it -> it.get("donor").equals(donor.value().toString()))
                .toList();
    }

    List<String> born(String office, DonorId donor) {
        return sql.read(
                "SELECT kind FROM handover_entry WHERE office = ? AND donor_id = ? ORDER BY position",
                row -> row.getString(1),
                office,
                donor.value());
    }

    static RequestSpecification json(String token) {
        return given().auth().oauth2(token).contentType(ContentType.JSON);
    }
}
