package org.almoner.staff;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.almoner.access.CurrentStaff;
import org.almoner.account.PersonView;
import org.almoner.consent.ConsentReceipts;
import org.almoner.donor.DonorId;
import org.almoner.donor.DonorView;
import org.almoner.letter.PortalPage;
import org.almoner.problem.DomainProblem;

/** Shows privacy officers the receipt of an answer that was given to an office of theirs. */
@ApplicationScoped
class ShowConsentReceipt {

    private final ConsentReceipts receipts;
    private final JoinDonors people;
    private final PortalPage portal;
    private final CurrentStaff staff;
    private final WriteDown writeDown;

    ShowConsentReceipt(
            ConsentReceipts receipts,
            JoinDonors people,
            PortalPage portal,
            CurrentStaff staff,
            WriteDown writeDown) {
        this.receipts = receipts;
        this.people = people;
        this.portal = portal;
        this.staff = staff;
        this.writeDown = writeDown;
    }

    /**
     * The receipt after ISO/IEC TS 27560; the look is on the trail.
     *
     * @throws DomainProblem 404 for answers to foreign offices, mere notices, and none at all
     */
    @Transactional
    Map<String, Object> jsonLd(UUID answer) {
        return receipts.jsonLd(records(answer), answer, portal.in("en"))
                .orElseThrow(DomainProblem::notFound);
    }

    /**
     * The receipt after Kantara's specification; the look is on the trail.
     *
     * @throws DomainProblem 404 as above, 409 where no consent holds
     */
    @Transactional
    Map<String, Object> kantara(UUID answer) {
        return receipts.kantara(records(answer), answer).orElseThrow(DomainProblem::notFound);
    }

    /** All records of the person who gave the answer. */
    private List<DonorId> records(UUID answer) {
        ConsentReceipts.Whose whose = receipts.whose(answer).orElseThrow(DomainProblem::notFound);
        staff.requireOffice(whose.office());
        PersonView person = people.seen(whose.donor().value());
        writeDown.act("consent-receipt.shown", "consent/" + answer, whose.office().value(), null);
        return person.records().stream().map(DonorView::id).toList();
    }
}
