package org.almoner.giftaid;

import static org.almoner.giftaid.BritishGifts.clerk;
import static org.almoner.giftaid.BritishGifts.declare;
import static org.almoner.giftaid.BritishGifts.keyed;
import static org.almoner.giftaid.BritishGifts.paper;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.almoner.TestDatabase;
import org.almoner.office.OfficeCode;
import org.almoner.office.Offices;
import org.almoner.outbox.Outbox;
import org.almoner.selfcheck.SelfCheck;
import org.junit.jupiter.api.Test;

/** What keeps claims right when code does not: constraints, the self-check, warnings. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class GiftAidGuardsTest {

    private static final ZoneId LONDON = ZoneId.of("Europe/London");

    @Inject BritishGifts gifts;
    @Inject MakeClaims make;
    @Inject SelfCheck selfCheck;
    @Inject Offices offices;
    @Inject TermsOfGiftAid terms;
    @Inject ClaimableGifts claimable;
    @Inject Outbox outbox;
    @Inject io.micrometer.core.instrument.MeterRegistry meters;

    private String submitted(UUID donor) {
        declare(donor, paper(LocalDate.now(LONDON).minusDays(5).toString()));
        String claim =
                keyed(clerk())
                        .body(Map.of("office", "GB"))
                        .post("/v1/staff/gift-aid-claims")
                        .then()
                        .statusCode(201)
                        .extract()
                        .path("id");
        make.run();
        clerk().contentType(ContentType.JSON)
                .body(Map.of("submittedOn", LocalDate.now(LONDON).toString(), "reference", "XR-2"))
                .post("/v1/staff/gift-aid-claims/" + claim + "/submission")
                .then()
                .statusCode(200);
        return claim;
    }

    private List<String> offenders(String id) {
        return selfCheck.run().invariants().stream()
                .filter(it -> it.id().equals(id))
                .flatMap(it -> it.offenders().stream())
                .toList();
    }

    private void finds(String id, String offender, String wrong, String right, Object... values) {
        assertEquals(List.of(), offenders(id), "before");
        gifts.sql().write(wrong, values);
        try {
            assertEquals(List.of(offender), offenders(id));
        } finally {
            gifts.sql().write(right, values);
        }
        assertEquals(List.of(), offenders(id), "afterwards");
    }

    @Test
    void the_self_check_finds_one_violation_of_each_kind() {
        UUID donor = gifts.donor("PERSON", "Checked");
        UUID gift = gifts.gift(donor, 4_000, LocalDate.now(LONDON).minusDays(30) + "T12:00:00Z");
        UUID claim = UUID.fromString(submitted(donor));
        String number = clerk().get("/v1/staff/gift-aid-claims/" + claim).path("number");
        finds(
                "I18",
                "gift-aid-claim/" + number,
                "UPDATE gift_aid_claim SET total_minor = total_minor + 1 WHERE id = ?",
                "UPDATE gift_aid_claim SET total_minor = total_minor - 1 WHERE id = ?",
                claim);
        finds(
                "I18",
                "gift-aid-claim/" + number,
                "UPDATE gift_aid_claim_line SET given_on = given_on + 1 WHERE claim_id = ?",
                "UPDATE gift_aid_claim_line SET given_on = given_on - 1 WHERE claim_id = ?",
                claim);
        finds(
                "I20",
                "gift-aid-claim/" + number,
                "UPDATE gift_aid_claim_gift SET given_on = DATE '2001-01-01' - (given_on - given_on)"
                        + " WHERE claim_id = ? AND donation_id = ?",
                "UPDATE gift_aid_claim_gift SET given_on = (SELECT (settled_at AT TIME ZONE"
                        + " 'Europe/London')::date FROM donation WHERE id = donation_id)"
                        + " WHERE claim_id = ? AND donation_id = ?",
                claim,
                gift);
        finds(
                "I19",
                "donation/" + gift,
                "INSERT INTO gift_aid_adjustment (claim_id, live, donation_id, claimed_in,"
                        + " amount_minor) SELECT c.claim_id, true, c.donation_id, c.claim_id,"
                        + " c.amount_minor + 1 FROM gift_aid_claim_gift c"
                        + " WHERE c.claim_id = ? AND c.donation_id = ?",
                "DELETE FROM gift_aid_adjustment WHERE claim_id = ? AND donation_id = ?",
                claim,
                gift);
    }

    @Test
    void the_database_lets_nobody_claim_a_gift_twice_or_change_a_declaration() {
        UUID donor = gifts.donor("PERSON", "Twice");
        UUID gift = gifts.gift(donor, 4_000, LocalDate.now(LONDON).minusDays(30) + "T12:00:00Z");
        UUID claim = UUID.fromString(submitted(donor));
        UUID other = UUID.randomUUID();
        gifts.sql()
                .write(
                        "INSERT INTO gift_aid_claim (id, office, number, until_day, state,"
                                + " not_before, made_by, asked_at, cancelled_at, cancelled_by) VALUES"
                                + " (?, 'GB', ?, DATE '2026-01-01', 'CANCELLED', now(), 'x', now(),"
                                + " now(), 'x')",
                        other,
                        "GB-GA-" + (900_000_000 + other.hashCode() % 10_000_000));
        gifts.sql()
                .write(
                        "INSERT INTO gift_aid_claim_line (claim_id, position, person, donor_id,"
                                + " given_on, amount_minor) VALUES (?, 1, ?, ?, DATE '2026-01-01', 1)",
                        other,
                        donor,
                        donor);
        String again =
                "INSERT INTO gift_aid_claim_gift (claim_id, live, position, donation_id,"
                        + " declaration_id, given_on, amount_minor) SELECT ?, %s, 1, donation_id,"
                        + " declaration_id, given_on, amount_minor FROM gift_aid_claim_gift"
                        + " WHERE claim_id = ? AND donation_id = ?";
        assertRefused(again.formatted("true"), other, claim, gift);
        gifts.sql().write(again.formatted("false"), other, claim, gift);
        assertRefused(
                "UPDATE gift_aid_claim SET state = 'SUBMITTED', cancelled_at = NULL, cancelled_by = NULL, submitted_at = now(), submitted_by = 'x', submitted_on = now(), reference = 'x', made_at = now(), gifts = 1, lines = 1, total_minor = 1, tax_minor = 1, adjustment_minor = 0 WHERE id = ?",
                other);
        assertRefused(
                "UPDATE gift_aid_declaration SET covers_from = covers_from - 1 WHERE donor_id = ?",
                donor);
        assertRefused("DELETE FROM gift_aid_declaration WHERE donor_id = ?", donor);
        for (String table : List.of("_gift", "_line")) {
            gifts.sql().write("DELETE FROM gift_aid_claim" + table + " WHERE claim_id = ?", other);
        }
        gifts.sql().write("DELETE FROM gift_aid_claim WHERE id = ?", other);
    }

    private void assertRefused(String sql, Object... values) {
        IllegalStateException refusal =
                assertThrows(IllegalStateException.class, () -> gifts.sql().write(sql, values));
        assertTrue(refusal.getMessage().matches(".*SQL state 23.*"), refusal.getMessage());
    }

    private WatchClaimDeadlines at(String day) {
        return new WatchClaimDeadlines(
                offices,
                terms,
                claimable,
                outbox,
                meters,
                InstantSource.fixed(Instant.parse(day + "T12:00:00Z")));
    }

    @Test
    void people_are_warned_sixty_days_before_covered_gifts_can_be_claimed_no_more() {
        UUID donor = gifts.donor("PERSON", "Forgotten");
        gifts.gift(donor, 10_000, "2023-05-01T12:00:00Z");
        declare(donor, paper(LocalDate.now(LONDON).toString()));
        String last = "2027-12-31";
        assertEquals(List.of(), at(LocalDate.parse(last).minusDays(61).toString()).expiring());
        List<WatchClaimDeadlines.Expiring> found =
                at(LocalDate.parse(last).minusDays(60).toString()).expiring();
        assertEquals(1, found.size());
        assertEquals(new OfficeCode("GB"), found.get(0).office().code());
        assertEquals(LocalDate.parse(last), found.get(0).until());
        assertTrue(found.get(0).tax().minor() >= 2_500);
        assertEquals(1, WatchClaimDeadlines.mark(found.get(0)));
        assertEquals(6, WatchClaimDeadlines.mark(at(last).expiring().get(0)));
        assertEquals(
                List.of(),
                at("2028-01-01").expiring().stream()
                        .filter(it -> it.until().equals(LocalDate.parse(last)))
                        .toList());
    }

    @Test
    void a_file_with_a_mistake_is_refused_with_office_and_field() {
        var version = new GiftAidFile.Version(LocalDate.of(2020, 1, 1), "02-29", 5, 0, 0, "nobody");
        IllegalStateException refusal =
                assertThrows(
                        IllegalStateException.class,
                        () ->
                                GiftAidFileRules.check(
                                        new GiftAidFile(
                                                List.of(
                                                        new GiftAidFile.Entry(
                                                                "DE", List.of(version)))),
                                        offices.all()));
        for (String part :
                List.of(
                        "office DE",
                        "only a British office",
                        "accountingYearStarts",
                        "claimYears",
                        "lookBackYears",
                        "warnDays",
                        "warn: must be an e-mail address")) {
            assertTrue(refusal.getMessage().contains(part), part + " in " + refusal.getMessage());
        }
    }
}
