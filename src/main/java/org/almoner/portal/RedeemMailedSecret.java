package org.almoner.portal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import org.almoner.access.SessionEnd;
import org.almoner.access.Sessions;
import org.almoner.account.ConfirmAddress;
import org.almoner.account.Confirmed;
import org.almoner.problem.DomainProblem;
import org.almoner.signup.ConfirmSignUp;
import org.almoner.signup.Origin;

/** Does what the secret of a mail is for, once. */
@ApplicationScoped
class RedeemMailedSecret {

    private final ConfirmAddress addresses;
    private final ConfirmSignUp signUps;
    private final Sessions sessions;

    RedeemMailedSecret(ConfirmAddress addresses, ConfirmSignUp signUps, Sessions sessions) {
        this.addresses = addresses;
        this.signUps = signUps;
        this.sessions = sessions;
    }

    /**
     * Confirms a sign-up; or changes how the person is reached, and signs him out everywhere in the
     * same transaction: whoever is right signs in again.
     *
     * @throws DomainProblem 409 for the secret of a sign-up that cannot be confirmed (any more);
     *     404 for every other secret that does nothing, whatever the reason
     */
    @Transactional
    ConfirmationsResource.Kind redeem(String secret, Origin click) {
        if (signUps.with(secret, click)) {
            return ConfirmationsResource.Kind.NEWSLETTER;
        }
        Confirmed confirmed = addresses.with(secret).orElseThrow(DomainProblem::notFound);
        sessions.endAll(confirmed.account(), null, SessionEnd.ADDRESS_CHANGED);
        return switch (confirmed.kind()) {
            case EMAIL_CHANGE -> ConfirmationsResource.Kind.EMAIL_CHANGE;
            case EMAIL_CHANGE_UNDONE -> ConfirmationsResource.Kind.EMAIL_CHANGE_UNDONE;
        };
    }
}
