package org.almoner.portal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import org.almoner.access.CurrentDonor;
import org.almoner.account.AccountId;
import org.almoner.erasure.EraseDonor;

/**
 * Erases the donor of the current request: first objects to all marketing, so that the ledger says
 * it for ever, then erases. One transaction; a crash leaves nothing half done.
 */
@ApplicationScoped
class EraseMe {

    private final CurrentDonor donor;
    private final ObjectToMarketing objection;
    private final EraseDonor erase;

    EraseMe(CurrentDonor donor, ObjectToMarketing objection, EraseDonor erase) {
        this.donor = donor;
        this.objection = objection;
        this.erase = erase;
    }

    @Transactional
    MyErasure erase(ConsentParties.Origin origin) {
        AccountId account = donor.account();
        String language = donor.language();
        erase.prepare(account);
        objection.object(origin);
        return MyErasure.of(erase.erase(account), language);
    }
}
