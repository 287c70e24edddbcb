package org.almoner.staff;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.UUID;
import org.almoner.access.CurrentStaff;
import org.almoner.consent.ConsentEvidence;
import org.almoner.consent.ConsentReceipts;
import org.almoner.problem.DomainProblem;

/** Shows privacy officers the signed form that proves an answer. */
@ApplicationScoped
class ShowConsentDocument {

    private final ConsentReceipts answers;
    private final ConsentEvidence evidence;
    private final CurrentStaff staff;
    private final WriteDown writeDown;

    ShowConsentDocument(
            ConsentReceipts answers,
            ConsentEvidence evidence,
            CurrentStaff staff,
            WriteDown writeDown) {
        this.answers = answers;
        this.evidence = evidence;
        this.staff = staff;
        this.writeDown = writeDown;
    }

    /**
     * The form; the look is on the trail.
     *
     * @throws DomainProblem 404 for answers to foreign offices, and those without a form
     */
    @Transactional
    ConsentEvidence.Document of(UUID answer) {
        ConsentReceipts.Whose whose = answers.whose(answer).orElseThrow(DomainProblem::notFound);
        staff.requireOffice(whose.office());
        ConsentEvidence.Document document =
                evidence.of(answer).orElseThrow(DomainProblem::notFound);
        writeDown.act("consent-document.shown", "consent/" + answer, whose.office().value(), null);
        return document;
    }
}
