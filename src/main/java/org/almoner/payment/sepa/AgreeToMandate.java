package org.almoner.payment.sepa;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import org.almoner.id.Ids;
import org.almoner.strongbox.Strongbox;

/** Keeps a mandate that was agreed to. */
@ApplicationScoped
class AgreeToMandate {

    /** 60 random bits and a check character: people read it out from their bank statement. */
    private static final int REFERENCE_LENGTH = 12;

    private final Mandates mandates;
    private final Strongbox strongbox;
    private final Ids ids;

    AgreeToMandate(Mandates mandates, Strongbox strongbox, Ids ids) {
        this.mandates = mandates;
        this.strongbox = strongbox;
        this.ids = ids;
    }

    /**
     * Keeps the mandate in the caller's transaction; agreeing twice from one source gives the same
     * mandate.
     */
    @Transactional(Transactional.TxType.MANDATORY)
    Mandate agree(Agreement agreement) {
        return mandates.ofSource(agreement.evidence().source()).orElseGet(() -> keep(agreement));
    }

    private Mandate keep(Agreement agreement) {
        Mandate mandate =
                Mandate.agreed(
                        ids.next(), ids.numberForPeople(REFERENCE_LENGTH), agreement, strongbox);
        mandates.persist(mandate);
        return mandate;
    }
}
