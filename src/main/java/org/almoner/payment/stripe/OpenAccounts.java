package org.almoner.payment.stripe;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import org.almoner.mode.RunMode;
import org.almoner.office.OfficeCode;
import org.almoner.office.Offices;

/**
 * Opens the accounts at start-up. One that is configured by half, with keys of the wrong kind or
 * for an office that does not exist refuses the start: silence would look like a service that takes
 * cards.
 */
@Singleton
class OpenAccounts {

    private static final int AFTER_OFFICES = 110;

    private final StripeAccounts accounts;
    private final Offices offices;

    OpenAccounts(StripeSettings settings, RunMode mode, Offices offices, InstantSource clock) {
        this.accounts = new StripeAccounts(settings, mode.isSandbox(), clock);
        this.offices = offices;
    }

    @Produces
    @Singleton
    StripeAccounts accounts() {
        return accounts;
    }

    void refuseWhatIsWrong(@Observes @Priority(AFTER_OFFICES) StartupEvent start) {
        List<String> wrong = accounts.refusals(this::isOffice);
        if (!wrong.isEmpty()) {
            throw new IllegalStateException(
                    "Cards through Stripe cannot be served: " + String.join("; ", wrong));
        }
    }

    private boolean isOffice(String code) {
        try {
            return offices.find(new OfficeCode(code)).isPresent();
        } catch (IllegalArgumentException noCode) {
            return false;
        }
    }
}
