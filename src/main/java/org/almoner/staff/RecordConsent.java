package org.almoner.staff;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.almoner.access.CurrentStaff;
import org.almoner.account.PersonView;
import org.almoner.consent.ConsentEvidence;
import org.almoner.consent.ConsentHistory;
import org.almoner.consent.ConsentMethod;
import org.almoner.consent.ConsentStanding;
import org.almoner.consent.ConsentState;
import org.almoner.consent.RecordAnswer;
import org.almoner.donor.DonorId;
import org.almoner.donor.DonorView;
import org.almoner.idempotency.IdempotencyKey;
import org.almoner.office.OfficeCode;
import org.almoner.problem.DomainProblem;

/**
 * Writes down what a donor of the caller's offices said on paper, by telephone or at the desk, once
 * per key, and keeps the forms that prove it.
 */
@ApplicationScoped
class RecordConsent {

    private static final String OPERATION = "staff.consents";

    private final RecordAnswer record;
    private final ConsentEvidence evidence;
    private final ConsentHistory history;
    private final JoinDonors people;
    private final Once once;
    private final CurrentStaff staff;
    private final WriteDown writeDown;

    RecordConsent(
            RecordAnswer record,
            ConsentEvidence evidence,
            ConsentHistory history,
            JoinDonors people,
            Once once,
            CurrentStaff staff,
            WriteDown writeDown) {
        this.record = record;
        this.evidence = evidence;
        this.history = history;
        this.people = people;
        this.once = once;
        this.staff = staff;
        this.writeDown = writeDown;
    }

    /**
     * What became of it.
     *
     * @param evidence names the form or the call
     * @param counts whether it is what holds now
     * @param state what holds now for office, purpose and channel
     * @param awaitsConfirmation whether a yes needs the mailbox to answer; a mail asks for it
     * @param outweighedBy the later word that holds instead; {@code null} where this one counts
     */
    record Written(
            UUID id,
            UUID donor,
            OfficeCode office,
            ConsentMethod method,
            Instant saidAt,
            Instant recordedAt,
            UUID evidence,
            boolean counts,
            ConsentState state,
            boolean awaitsConfirmation,
            Later outweighedBy) {}

    /** A later word. */
    record Later(UUID id, Instant saidAt, ConsentMethod method) {}

    /**
     * Keeps a form of a record's donor; the same one again is the one that is kept already.
     *
     * @throws DomainProblem 404 for an unknown record or one of a foreign office, and as {@link
     *     ConsentEvidence#keep}
     */
    @Transactional
    ConsentEvidence.Kept keep(UUID donor, byte[] content) {
        DonorView view = mine(donor);
        ConsentEvidence.Kept kept = evidence.keep(view.id(), content, staff.subject());
        writeDown.act(
                "consent-document.kept",
                "consent-document/" + kept.id(),
                view.office().value(),
                null);
        return kept;
    }

    /**
     * Writes an answer down.
     *
     * @throws DomainProblem 404 for an unknown record or one of a foreign office, 422 when the key
     *     belongs to another request, and as {@link RecordAnswer#record}
     */
    @Transactional
    Once.Answer record(UUID donor, RecordAnswer.Wish wish, IdempotencyKey key) {
        DonorView view = mine(donor);
        return once.carryOut(
                new Once.Call(OPERATION, key, wish.digest(), Response.Status.CREATED),
                () -> recorded(view, wish));
    }

    private DonorView mine(UUID donor) {
        return people.seen(donor).records().stream()
                .filter(it -> it.id().value().equals(donor))
                .findFirst()
                .orElseThrow(DomainProblem::notFound);
    }

    private Written recorded(DonorView donor, RecordAnswer.Wish wish) {
        RecordAnswer.Recorded made = record.record(wish, staff.subject());
        writeDown.act("consent.recorded", "consent/" + made.id(), donor.office().value(), null);
        ConsentStanding now = standing(made);
        boolean counts = now.event().equals(made.id());
        return new Written(
                made.id(),
                donor.id().value(),
                donor.office(),
                made.method(),
                made.saidAt(),
                made.recordedAt(),
                made.evidence(),
                counts,
                now.state(),
                now.awaitsConfirmation(),
                counts ? null : new Later(now.event(), now.at(), now.method()));
    }

    /** What holds now for the question that was answered. */
    private ConsentStanding standing(RecordAnswer.Recorded made) {
        PersonView person = people.seen(made.donor().value());
        List<DonorId> records = person.records().stream().map(DonorView::id).toList();
        return history.standing(records).stream()
                .filter(it -> it.office().equals(made.about().controller()))
                .filter(it -> it.recipient().equals(made.about().recipient()))
                .filter(it -> it.purpose() == made.about().purpose())
                .filter(it -> it.channel() == made.about().channel())
                .findFirst()
                .orElseThrow();
    }
}
