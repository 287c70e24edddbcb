package org.almoner.portal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import org.almoner.access.SessionEnd;
import org.almoner.access.Sessions;
import org.almoner.account.ConfirmAddress;
import org.almoner.account.Confirmed;
import org.almoner.problem.DomainProblem;

/** Does what the secret of a mail is for, once. */
@ApplicationScoped
class RedeemMailedSecret {

    private final ConfirmAddress addresses;
    private final Sessions sessions;

    RedeemMailedSecret(ConfirmAddress addresses, Sessions sessions) {
        this.addresses = addresses;
        this.sessions = sessions;
    }

    /**
     * Changes how the person is reached, and signs him out everywhere in the same transaction:
     * whoever is right signs in again.
     *
     * @throws DomainProblem 404 for every secret that does nothing, whatever the reason
     */
    @Transactional
    Confirmed redeem(String secret) {
        Confirmed confirmed = addresses.with(secret).orElseThrow(DomainProblem::notFound);
        sessions.endAll(confirmed.account(), null, SessionEnd.ADDRESS_CHANGED);
        return confirmed;
    }
}
