package org.almoner.periodic;

import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.UUID;
import org.almoner.donation.DonationHistory;
import org.almoner.donation.DonationId;
import org.almoner.donation.DonationView;
import org.almoner.donor.DonorId;
import org.almoner.office.Offices;
import org.almoner.problem.DomainProblem;
import org.almoner.problem.ProblemType;
import org.almoner.sql.Sql;

/**
 * Says of single gifts that they were given for an agreement, such as the transfer that makes up
 * for a missed instalment; in the caller's transaction. A statement that was issued meanwhile stays
 * as it is until somebody replaces it.
 */
@Singleton
public class AssignGifts {

    private static final String ASSIGN =
            "INSERT INTO periodic_gift_assignment (donation_id, agreement_id, assigned_at)"
                    + " VALUES (?, ?, ?) ON CONFLICT ON CONSTRAINT pk_periodic_gift_assignment DO NOTHING";

    private static final String REMOVE =
            "DELETE FROM periodic_gift_assignment WHERE donation_id = ? AND agreement_id = ?";

    private final AgreementRows rows;
    private final DonationHistory donations;
    private final Offices offices;
    private final Sql sql;
    private final InstantSource clock;

    AssignGifts(
            AgreementRows rows,
            DonationHistory donations,
            Offices offices,
            Sql sql,
            InstantSource clock) {
        this.rows = rows;
        this.donations = donations;
        this.offices = offices;
        this.sql = sql;
        this.clock = clock;
    }

    /**
     * Assigns a gift.
     *
     * @param mine all records of the agreement's donor
     * @throws DomainProblem 400 for a gift of somebody else, to another office, or of another
     *     regular gift's agreement; 404; 409 when it is assigned already, or the agreement is not
     *     in force
     */
    @Transactional(TxType.MANDATORY)
    public AgreementView assign(UUID id, UUID gift, Collection<DonorId> mine, String by) {
        AgreementView agreement = inForce(id);
        DonationView found =
                donations
                        .find(new DonationId(gift))
                        .filter(it -> it.office().equals(agreement.office()))
                        .filter(it -> mine.contains(it.donor()))
                        .orElseThrow(AssignGifts::unknown);
        Instant now = clock.instant();
        if (sql.write(ASSIGN, found.id().value(), id, now) == 0) {
            throw DomainProblem.of(
                    ProblemType.WRONG_STATE, "This gift is assigned to an agreement already.");
        }
        return noted(agreement, AgreementEvent.Kind.GIFT_ASSIGNED, gift, by, now);
    }

    /**
     * Takes an assignment back.
     *
     * @throws DomainProblem 404 for a gift that is not assigned to it; 409 when the agreement is
     *     not in force
     */
    @Transactional(TxType.MANDATORY)
    public AgreementView remove(UUID id, UUID gift, String by) {
        AgreementView agreement = inForce(id);
        if (sql.write(REMOVE, gift, id) == 0) {
            throw DomainProblem.notFound();
        }
        return noted(agreement, AgreementEvent.Kind.GIFT_REMOVED, gift, by, clock.instant());
    }

    private AgreementView inForce(UUID id) {
        AgreementView agreement = rows.lock(id).orElseThrow(DomainProblem::notFound);
        if (agreement.countersignature() == null) {
            throw DomainProblem.of(
                    ProblemType.WRONG_STATE,
                    "The agreement is " + agreement.state() + "; it was never in force.");
        }
        return agreement;
    }

    private AgreementView noted(
            AgreementView agreement, AgreementEvent.Kind kind, UUID gift, String by, Instant now) {
        rows.note(
                agreement.id(),
                new AgreementEvent(
                        0, kind, now, offices.byCode(agreement.office()).dayOf(now), by, gift));
        return agreement;
    }

    private static DomainProblem unknown() {
        return DomainProblem.invalid(
                "/gift", "unknown_gift", "There is no such gift of this donor to this office.");
    }
}
