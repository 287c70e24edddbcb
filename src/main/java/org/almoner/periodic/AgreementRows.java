package org.almoner.periodic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.almoner.donor.DonorId;
import org.almoner.office.OfficeCode;
import org.almoner.sql.Sql;
import org.almoner.statement.PeriodicGiftForm;

/** Agreements as they lie in the database. */
@Singleton
class AgreementRows {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String SELECT =
            "SELECT a.*, a.countersigned_by ->> 'name' AS signatory,"
                    + " a.countersigned_by ->> 'function' AS signatory_function,"
                    + " a.countersigned_by ->> 'place' AS signatory_place"
                    + " FROM periodic_gift_agreement a ";

    private static final String INSERT =
            """
            INSERT INTO periodic_gift_agreement (id, office, number, donor_id, recurring_gift_id,
                amount_minor, currency, first_year, years, death_of, other_person, early_ends, has_partner,
                giver, institution, state, offered_at, offered_on, offered_by)
            VALUES (?, ?, ?, ?, ?::uuid, ?, ?, ?, ?::integer, ?, ?::text, ?, ?, ?::jsonb, ?::jsonb,
                'OFFERED', ?, ?, ?)""";

    private static final String DRAW =
            "INSERT INTO periodic_gift_series (office, last) VALUES (?, 1)"
                    + " ON CONFLICT ON CONSTRAINT pk_periodic_gift_series"
                    + " DO UPDATE SET last = periodic_gift_series.last + 1 RETURNING last";

    private static final String NOTE =
            "INSERT INTO periodic_gift_event (agreement_id, position, kind, happened_at, day, by_whom,"
                    + " donation_id) SELECT ?, coalesce(max(position), 0) + 1, ?, ?, ?, ?, ?::uuid"
                    + " FROM periodic_gift_event WHERE agreement_id = ?";

    private static final String OVERLAPPING =
            """
            SELECT a.id FROM periodic_gift_agreement a
             WHERE a.recurring_gift_id = ? AND a.state IN ('OFFERED', 'SIGNED', 'ACTIVE')
               AND int4range(a.first_year, a.first_year + a.years) && int4range(?, ?::integer) LIMIT 1""";

    private static final String KEEP_PAID =
            "INSERT INTO periodic_gift_assignment (donation_id, agreement_id, assigned_at)"
                    + " SELECT d.id, a.id, ? FROM periodic_gift_agreement a"
                    + " JOIN donation d ON d.recurring_gift_id = a.recurring_gift_id WHERE a.id = ?"
                    + " ON CONFLICT ON CONSTRAINT pk_periodic_gift_assignment DO NOTHING";

    private final Sql sql;

    AgreementRows(Sql sql) {
        this.sql = sql;
    }

    /** A new agreement; prints nothing of its donor. */
    record New(
            UUID id,
            OfficeCode office,
            String number,
            DonorId donor,
            UUID recurringGift,
            AgreementTerms terms,
            PeriodicGiftForm.Giver giver,
            PeriodicGiftForm.Institution institution,
            Instant at,
            LocalDate day,
            String by) {

        @Override
        public String toString() {
            return "New[" + id + "]";
        }
    }

    /** The next number of an office: the year it was offered in, and a count that never ends. */
    String draw(OfficeCode office, LocalDate day) {
        int last = sql.one(DRAW, row -> row.getInt("last"), office.value()).orElseThrow();
        return "%d%06d".formatted(day.getYear(), last);
    }

    void insert(New it) {
        AgreementTerms terms = it.terms();
        sql.write(
                INSERT,
                it.id(),
                it.office().value(),
                it.number(),
                it.donor().value(),
                it.recurringGift(),
                terms.yearlyAmount().minor(),
                terms.yearlyAmount().currency().getCurrencyCode(),
                terms.firstYear(),
                terms.years(),
                terms.deathOf().name(),
                terms.otherPerson(),
                Sql.Column.texts(terms.earlyEnds().stream().map(Enum::name).sorted().toList()),
                terms.partner(),
                written(it.giver()),
                written(it.institution()),
                it.at(),
                it.day(),
                it.by());
        note(
                it.id(),
                new AgreementEvent(
                        1, AgreementEvent.Kind.OFFERED, it.at(), it.day(), it.by(), null));
    }

    /** Writes down what happened; its position is the next one. */
    void note(UUID id, AgreementEvent event) {
        sql.write(
                NOTE,
                id,
                event.kind().name(),
                event.at(),
                event.day(),
                event.by(),
                event.gift(),
                id);
    }

    Optional<AgreementView> find(UUID id) {
        return sql.one(SELECT + "WHERE a.id = ?", ReadAgreement::of, id);
    }

    Optional<AgreementView> lock(UUID id) {
        return sql.one(SELECT + "WHERE a.id = ? FOR UPDATE", ReadAgreement::of, id);
    }

    /** Agreements of these records, the latest first, before the one named. */
    List<AgreementView> ofDonors(Collection<DonorId> donors, UUID before, int limit) {
        return sql.read(
                SELECT
                        + "WHERE a.donor_id = ANY (?) AND (?::uuid IS NULL OR a.id < ?)"
                        + " ORDER BY a.id DESC LIMIT ?",
                ReadAgreement::of,
                ids(donors),
                before,
                before,
                limit);
    }

    /** Agreements of offices ({@code null} for all), the latest first, before the one named. */
    List<AgreementView> page(List<String> offices, AgreementState state, UUID before, int limit) {
        Sql.Column codes = offices == null ? null : Sql.Column.texts(offices);
        String only = state == null ? null : state.name();
        return sql.read(
                SELECT
                        + "WHERE (?::text[] IS NULL OR a.office = ANY (?))"
                        + " AND (?::text IS NULL OR a.state = ?) AND (?::uuid IS NULL OR a.id < ?)"
                        + " ORDER BY a.id DESC LIMIT ?",
                ReadAgreement::of,
                codes,
                codes,
                only,
                only,
                before,
                before,
                limit);
    }

    /** Live agreements of these records that still wait for a signature. */
    boolean anyWaits(Collection<DonorId> donors, OfficeCode office) {
        return sql.one(
                        "SELECT id FROM periodic_gift_agreement WHERE donor_id = ANY (?) AND office = ?"
                                + " AND state = 'OFFERED' LIMIT 1",
                        row -> Sql.id(row, "id"),
                        ids(donors),
                        office.value())
                .isPresent();
    }

    /** Agreements of these records that are neither over nor cancelled. */
    List<UUID> liveOf(Collection<UUID> donors) {
        return sql.read(
                "SELECT id FROM periodic_gift_agreement WHERE donor_id = ANY (?)"
                        + " AND closed_at IS NULL ORDER BY id",
                row -> Sql.id(row, "id"),
                Sql.Column.ids(List.copyOf(donors)));
    }

    /** Keeps others from offering the same persons something until the transaction ends. */
    void holdDonors(Collection<DonorId> donors) {
        sql.read(
                "SELECT id FROM donor WHERE id = ANY (?) ORDER BY id FOR NO KEY UPDATE",
                row -> Sql.id(row, "id"),
                ids(donors));
    }

    /** Keeps a regular gift from being agreed on twice until the transaction ends. */
    void holdRecurringGift(UUID gift) {
        sql.read(
                "SELECT id FROM recurring_gift WHERE id = ? FOR UPDATE",
                row -> Sql.id(row, "id"),
                gift);
    }

    /** Whether a year of a regular gift is agreed on already. */
    boolean isAgreed(UUID recurringGift, AgreementTerms terms) {
        return sql.one(
                        OVERLAPPING,
                        row -> Sql.id(row, "id"),
                        recurringGift,
                        terms.firstYear(),
                        terms.years() == null ? null : terms.firstYear() + terms.years())
                .isPresent();
    }

    /**
     * Another regular gift pays from now on. What came from the one before stays a part of the
     * agreement, each gift by its own name.
     */
    void payBy(UUID id, UUID recurringGift, Instant at) {
        sql.write(KEEP_PAID, at, id);
        sql.write(
                "UPDATE periodic_gift_agreement SET recurring_gift_id = ? WHERE id = ?",
                recurringGift,
                id);
    }

    void sign(UUID id, AgreementView.Signature by) {
        sql.write(
                "UPDATE periodic_gift_agreement SET state = 'SIGNED', signed_on = ?, evidence = ?,"
                        + " document_id = ?::uuid WHERE id = ?",
                by.day(),
                by.evidence(),
                by.document(),
                id);
    }

    void countersign(UUID id, AgreementView.Countersignature by) {
        sql.write(
                "UPDATE periodic_gift_agreement SET state = 'ACTIVE', countersigned_on = ?,"
                        + " countersigned_by = jsonb_build_object('name', ?::text, 'function', ?::text,"
                        + " 'place', ?::text) WHERE id = ?",
                by.day(),
                by.name(),
                by.function(),
                by.place(),
                id);
    }

    void end(UUID id, AgreementView.End end, Instant at) {
        sql.write(
                "UPDATE periodic_gift_agreement SET state = 'ENDED', ended_on = ?, end_reason = ?,"
                        + " closed_at = ? WHERE id = ?",
                end.day(),
                end.reason().name(),
                at,
                id);
    }

    void cancel(UUID id, Instant at) {
        sql.write(
                "UPDATE periodic_gift_agreement SET state = 'CANCELLED', closed_at = ? WHERE id = ?",
                at,
                id);
    }

    List<AgreementEvent> events(UUID id, int limit) {
        return sql.read(
                "SELECT * FROM periodic_gift_event WHERE agreement_id = ? ORDER BY position DESC LIMIT ?",
                row ->
                        new AgreementEvent(
                                row.getInt("position"),
                                AgreementEvent.Kind.valueOf(row.getString("kind")),
                                Sql.instant(row, "happened_at"),
                                Sql.day(row, "day"),
                                row.getString("by_whom"),
                                Sql.id(row, "donation_id")),
                id,
                limit);
    }

    private static Sql.Column ids(Collection<DonorId> donors) {
        return Sql.Column.ids(donors.stream().map(DonorId::value).toList());
    }

    private static String written(Object part) {
        try {
            return JSON.writeValueAsString(part);
        } catch (JsonProcessingException impossible) {
            // The exception quotes the data, which is personal.
            throw new IllegalStateException("A part of an agreement cannot be written as JSON");
        }
    }
}
