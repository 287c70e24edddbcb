package org.almoner.staff;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;
import org.almoner.access.CurrentStaff;
import org.almoner.bank.EntryView;
import org.almoner.bank.Proposal;
import org.almoner.bank.UnmatchedEntries;
import org.almoner.office.OfficeCode;
import org.almoner.problem.DomainProblem;

/** Shows money that waits for a person. Names and texts are in it, so each look is written down. */
@ApplicationScoped
class ShowUnmatchedEntries {

    private final UnmatchedEntries entries;
    private final CurrentStaff staff;
    private final WriteDown writeDown;

    ShowUnmatchedEntries(UnmatchedEntries entries, CurrentStaff staff, WriteDown writeDown) {
        this.entries = entries;
        this.staff = staff;
        this.writeDown = writeDown;
    }

    @Transactional
    List<EntryView> page(OfficeScope scope, UnmatchedEntries.Wanted wanted, int limit) {
        writeDown.look("unmatched-entries.listed", "unmatched-entries", scope);
        return entries.page(wanted, limit);
    }

    /**
     * One entry.
     *
     * @throws DomainProblem 404 when it is unknown, foreign, or never waited
     */
    @Transactional
    EntryView one(UUID id) {
        EntryView entry = entries.find(id).orElseThrow(DomainProblem::notFound);
        staff.requireOffice(new OfficeCode(entry.office()));
        writeDown.act("unmatched-entry.shown", object(id), entry.office(), null);
        return entry;
    }

    /** What an entry that was shown may belong to. */
    @Transactional
    List<Proposal> proposals(UUID id) {
        return entries.proposals(id);
    }

    /**
     * To whom money is to be sent back, with the whole account number.
     *
     * @throws DomainProblem 404 when it is unknown or foreign; 409 when it is not to be sent back
     */
    @Transactional
    UnmatchedEntries.ReturnNote returnNote(UUID id) {
        EntryView entry = entries.find(id).orElseThrow(DomainProblem::notFound);
        staff.requireOffice(new OfficeCode(entry.office()));
        staff.requireSecondFactor();
        writeDown.act("unmatched-entry.return-note-taken", object(id), entry.office(), null);
        return entries.returnNote(id);
    }

    static String object(UUID id) {
        return "bank-movement/" + id;
    }
}
