package org.almoner.erasure;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.almoner.donor.DonorId;
import org.almoner.id.Ids;
import org.almoner.office.OfficeCode;
import org.almoner.office.Offices;
import org.almoner.problem.DomainProblem;
import org.almoner.problem.ProblemType;

/**
 * Holds for claims, courts and authorities. While one stands, nothing of the person is deleted by
 * itself (GDPR Art. 17(3)(e), 18).
 */
@ApplicationScoped
public class LegalHolds {

    private static final String OFFICE = "SELECT office_code FROM donor WHERE id = :donor";

    private static final String OPEN =
            "SELECT h.*, CAST(h.until_day AS varchar) AS last_day FROM legal_hold h"
                    + " WHERE h.donor_id = :donor AND h.ended_at IS NULL";

    private static final String SET =
            "INSERT INTO legal_hold (id, donor_id, office, category, reason, until_day, set_at, set_by)"
                    + " VALUES (:id, :donor, :office, :category, :reason,"
                    + " CAST(nullif(:until, '') AS date), :now, :by) ON CONFLICT DO NOTHING";

    private static final String END =
            "UPDATE legal_hold SET ended_at = :now, ended_by = :by"
                    + " WHERE donor_id = :donor AND ended_at IS NULL";

    private final ErasureSql sql;
    private final Offices offices;
    private final Ids ids;
    private final InstantSource clock;

    LegalHolds(ErasureSql sql, Offices offices, Ids ids, InstantSource clock) {
        this.sql = sql;
        this.offices = offices;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * A hold that is asked for.
     *
     * @param until the last day, at the office; {@code null} until somebody ends it
     */
    public record Wish(HoldCategory category, String reason, LocalDate until) {

        @Override
        public String toString() {
            return "Wish[" + category + ", " + until + "]";
        }
    }

    /** A hold that stands, or stood until its day. */
    public record Hold(
            UUID id,
            UUID donor,
            String office,
            HoldCategory category,
            String reason,
            LocalDate until,
            Instant setAt,
            String setBy) {

        @Override
        public String toString() {
            return "Hold[" + id + "]";
        }
    }

    /** The office of a donor's record, if there is such a record. */
    @Transactional
    public Optional<OfficeCode> officeOf(DonorId donor) {
        return sql.read(OFFICE, Map.of("donor", donor.value())).stream()
                .findFirst()
                .map(row -> new OfficeCode(row.get("office_code", String.class)));
    }

    /** The hold on a record that nobody has ended. */
    @Transactional
    public Optional<Hold> on(DonorId donor) {
        return sql.read(OPEN, Map.of("donor", donor.value())).stream()
                .findFirst()
                .map(LegalHolds::hold);
    }

    /**
     * Sets a hold, inside the caller's transaction. It stands for all records of the person.
     *
     * @throws DomainProblem 404 for a record that does not exist, 400 for a day that has passed,
     *     409 when a hold is set on the record already
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public Hold set(DonorId donor, Wish wish, String by) {
        OfficeCode office = officeOf(donor).orElseThrow(DomainProblem::notFound);
        Instant now = clock.instant();
        if (wish.until() != null && wish.until().isBefore(offices.byCode(office).dayOf(now))) {
            throw DomainProblem.invalid("/until", "past", "The last day must not have passed.");
        }
        Map<String, Object> values = new HashMap<>();
        values.put("id", ids.next());
        values.put("donor", donor.value());
        values.put("office", office.value());
        values.put("category", wish.category().name());
        values.put("reason", wish.reason());
        values.put("until", wish.until() == null ? "" : wish.until().toString());
        values.put("now", now);
        values.put("by", by);
        if (sql.run(SET, values) != 1) {
            throw DomainProblem.of(
                    ProblemType.WRONG_STATE, "A hold is set on this record; end it first.");
        }
        return on(donor).orElseThrow();
    }

    /**
     * Ends the hold on a record, inside the caller's transaction.
     *
     * @throws DomainProblem 404 when there is none
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void end(DonorId donor, String by) {
        if (sql.run(END, Map.of("donor", donor.value(), "now", clock.instant(), "by", by)) != 1) {
            throw DomainProblem.notFound();
        }
    }

    private static Hold hold(Tuple row) {
        String until = row.get("last_day", String.class);
        return new Hold(
                row.get("id", UUID.class),
                row.get("donor_id", UUID.class),
                row.get("office", String.class),
                HoldCategory.valueOf(row.get("category", String.class)),
                row.get("reason", String.class),
                until == null ? null : LocalDate.parse(until),
                row.get("set_at", Instant.class),
                row.get("set_by", String.class));
    }
}
