package org.almoner.access;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import org.jboss.logging.Logger;

/**
 * Replaces the framework's verification of bearer tokens with ours: by default it takes a wrong
 * audience, a wrong type and an expiry ten years ahead.
 *
 * <p>Whose token it says it is decides by whose rules and keys it is checked, and by those alone: a
 * donor's token never makes a member of staff, nor the other way round.
 */
@ApplicationScoped
@Alternative
@Priority(1)
class CallerFactory extends JWTCallerPrincipalFactory {

    private static final Logger LOG = Logger.getLogger(CallerFactory.class);

    private final StaffIssuer staff;
    private final DonorIssuer donors;
    private final MeterRegistry meters;

    CallerFactory(StaffIssuer staff, DonorIssuer donors, MeterRegistry meters) {
        this.staff = staff;
        this.donors = donors;
        this.meters = meters;
    }

    @Override
    public JWTCallerPrincipal parse(String token, JWTAuthContextInfo ignored)
            throws ParseException {
        try {
            return donors.isNamedIn(token) ? donors.verify(token) : staff.verify(token);
        } catch (TokenRefused refused) {
            meters.counter("almoner.access.refusals", "reason", refused.getMessage()).increment();
            LOG.infof("An access token was refused: %s", refused.getMessage());
            throw new ParseException("The access token is not valid");
        }
    }
}
