package org.almoner.staff;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;
import org.almoner.access.CurrentStaff;
import org.almoner.access.SessionEnd;
import org.almoner.access.Sessions;
import org.almoner.account.JoinView;
import org.almoner.account.PeopleDesk;
import org.almoner.account.PersonView;
import org.almoner.donor.DonorId;
import org.almoner.donor.DonorView;
import org.almoner.handover.HeldDonors;
import org.almoner.problem.DomainProblem;
import org.almoner.problem.ProblemType;

/**
 * Shows who is one person, joins records that are, and undoes it. All records of both must belong
 * to the caller's offices. Sessions of all concerned end, because what they may see has changed.
 */
@ApplicationScoped
class JoinDonors {

    private final PeopleDesk people;
    private final Sessions sessions;
    private final HeldDonors held;
    private final DonorsTable donors;
    private final CurrentStaff staff;
    private final WriteDown writeDown;

    JoinDonors(
            PeopleDesk people,
            Sessions sessions,
            HeldDonors held,
            DonorsTable donors,
            CurrentStaff staff,
            WriteDown writeDown) {
        this.people = people;
        this.sessions = sessions;
        this.held = held;
        this.donors = donors;
        this.staff = staff;
        this.writeDown = writeDown;
    }

    /** The person a record belongs to. */
    @Transactional
    StaffDonors.Person show(UUID record) {
        PersonView person = people.find(new DonorId(record)).orElseThrow(DomainProblem::notFound);
        if (!person.records().stream().allMatch(it -> staff.mayActFor(it.office()))) {
            return handedOver(record);
        }
        writeDown.act("donor.shown", "donor/" + record, officeOf(person), null);
        return answer(person);
    }

    /**
     * A record of another office, as long as the ground stands on which it was handed to one of the
     * caller's: how the person is reached today, and nothing of gifts, joins or other records.
     */
    private StaffDonors.Person handedOver(UUID record) {
        if (!OfficeScope.seesHandedOver(staff)
                || !held.isSeen(new DonorId(record), staff::mayActFor)) {
            throw DomainProblem.notFound();
        }
        StaffDonors.Found found =
                donors.handedOver(record, OfficeScope.of(staff))
                        .orElseThrow(DomainProblem::notFound);
        writeDown.act("donor.shown", "donor/" + record, found.office(), null);
        return new StaffDonors.Person(null, List.of(found), List.of(), List.of());
    }

    /** Joins the second record's person to the first one's. */
    @Transactional
    StaffDonors.Person join(UUID into, UUID from, String reason) {
        PersonView kept = seen(into);
        PersonView joining = seen(from);
        requireNobodyErased(kept);
        requireNobodyErased(joining);
        JoinView join = people.join(new DonorId(into), new DonorId(from), staff.subject(), reason);
        endSessions(kept, joining);
        writeDown.act("donor.joined", "donor-join/" + join.id(), officeOf(kept), reason);
        return answer(seen(into));
    }

    /** Takes apart again what was joined. */
    @Transactional
    StaffDonors.Joined undo(UUID join, String reason) {
        JoinView made = people.findJoin(join).orElseThrow(DomainProblem::notFound);
        PersonView person = people.find(made.kept()).orElseThrow(DomainProblem::notFound);
        requireAll(person);
        JoinView undone = people.undo(join, staff.subject());
        sessions.endAll(made.kept(), null, SessionEnd.ACCOUNT_CHANGED);
        writeDown.act("donor.join-undone", "donor-join/" + join, officeOf(person), reason);
        return joined(undone);
    }

    private void endSessions(PersonView... changed) {
        for (PersonView person : changed) {
            person.account().ifPresent(it -> sessions.endAll(it, null, SessionEnd.ACCOUNT_CHANGED));
        }
    }

    /** The person of a record whose offices are all the caller's; 404 otherwise. */
    PersonView seen(UUID record) {
        PersonView person = people.find(new DonorId(record)).orElseThrow(DomainProblem::notFound);
        requireAll(person);
        return person;
    }

    /** What is kept of somebody who was erased is for nobody's eyes, also not another account's. */
    private static void requireNobodyErased(PersonView person) {
        if (person.records().stream().anyMatch(it -> !it.details().isReachable())) {
            throw DomainProblem.of(
                    ProblemType.WRONG_STATE, "This person was erased; nothing can be joined.");
        }
    }

    private void requireAll(PersonView person) {
        person.records().stream().map(DonorView::office).distinct().forEach(staff::requireOffice);
    }

    /** The one office concerned; {@code null} on the trail when there are several. */
    private static String officeOf(PersonView person) {
        List<String> offices =
                person.records().stream().map(it -> it.office().value()).distinct().toList();
        return offices.size() == 1 ? offices.get(0) : null;
    }

    private StaffDonors.Person answer(PersonView person) {
        return new StaffDonors.Person(
                person.account().map(it -> it.value()).orElse(null),
                donors.all(
                        person.records().stream().map(DonorView::id).toList(),
                        OfficeScope.seesRestricted(staff)),
                person.proved().stream().map(it -> it.value()).toList(),
                person.joins().stream().map(JoinDonors::joined).toList());
    }

    private static StaffDonors.Joined joined(JoinView join) {
        return new StaffDonors.Joined(
                join.id(), join.records(), join.joinedAt(), join.reason(), join.undoneAt());
    }
}
