package org.almoner.staff;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.almoner.access.CurrentStaff;
import org.almoner.account.PersonView;
import org.almoner.donor.DonorDetails;
import org.almoner.donor.DonorId;
import org.almoner.donor.DonorView;
import org.almoner.donor.EmailAddress;
import org.almoner.office.OfficeCode;
import org.almoner.problem.DomainProblem;
import org.almoner.signup.ConsentProofs;

/**
 * Gathers the proof of a person's consents: what was said to the caller's offices, and nothing that
 * was said to others.
 */
@ApplicationScoped
class ShowProof {

    private final JoinDonors people;
    private final ConsentProofs proofs;
    private final CurrentStaff staff;
    private final WriteDown writeDown;
    private final InstantSource clock;

    ShowProof(
            JoinDonors people,
            ConsentProofs proofs,
            CurrentStaff staff,
            WriteDown writeDown,
            InstantSource clock) {
        this.people = people;
        this.proofs = proofs;
        this.staff = staff;
        this.writeDown = writeDown;
        this.clock = clock;
    }

    /**
     * The proof of one person, the latest first.
     *
     * @param donor the record that was asked about
     * @param name how the person is called today
     */
    record Proof(
            UUID donor,
            OfficeCode office,
            String name,
            Instant madeAt,
            List<ConsentProofs.Answer> answers,
            List<ConsentProofs.SignedUp> signUps) {

        @Override
        public String toString() {
            return "Proof[" + donor + "]";
        }
    }

    /**
     * The proof of a record's person; the look is on the trail.
     *
     * @throws DomainProblem 404 for an unknown record, or one of a foreign office
     */
    @Transactional
    Proof of(UUID record) {
        PersonView person = people.seen(record);
        DonorView asked =
                person.records().stream()
                        .filter(it -> it.id().value().equals(record))
                        .findFirst()
                        .orElseThrow(DomainProblem::notFound);
        List<DonorId> rows = person.records().stream().map(DonorView::id).toList();
        writeDown.act("consent-proof.shown", "donor/" + record, asked.office().value(), null);
        return new Proof(
                record,
                asked.office(),
                asked.displayName(),
                clock.instant(),
                proofs.answers(rows).stream().filter(it -> staff.mayActFor(it.office())).toList(),
                proofs.signUps(rows, mailboxes(person)).stream()
                        .filter(it -> staff.mayActFor(it.office()))
                        .toList());
    }

    /** Nobody is reached by the address that stands in for an erased one. */
    private static List<EmailAddress> mailboxes(PersonView person) {
        List<EmailAddress> all = new ArrayList<>(person.proved());
        person.records().stream()
                .map(DonorView::details)
                .filter(DonorDetails::isReachable)
                .map(DonorDetails::email)
                .forEach(all::add);
        return all;
    }
}
