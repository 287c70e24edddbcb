package org.almoner.payment.sepa;

import io.quarkus.arc.Unremovable;
import io.quarkus.test.junit.QuarkusMock;
import jakarta.inject.Singleton;
import org.almoner.strongbox.Strongbox;
import org.junit.jupiter.api.BeforeEach;

/** Tests for which direct debit is offered, though it is off unless switched on. */
abstract class DirectDebitSwitchedOn {

    private final Installed installed;

    DirectDebitSwitchedOn(Installed installed) {
        this.installed = installed;
    }

    /** The gateway as it is, and what another one needs. */
    @Singleton
    @Unremovable
    static class Installed {

        private final DirectDebitGateway gateway;
        private final Strongbox strongbox;
        private final MandateForm form;
        private final AskForCollection ask;
        private final KeepMandates keep;
        private final TellTruth truth;

        Installed(
                DirectDebitGateway gateway,
                Strongbox strongbox,
                MandateForm form,
                AskForCollection ask,
                KeepMandates keep,
                TellTruth truth) {
            this.gateway = gateway;
            this.strongbox = strongbox;
            this.form = form;
            this.ask = ask;
            this.keep = keep;
            this.truth = truth;
        }
    }

    private record SwitchedOn(boolean enabled, String expireEvery, int collectAfterDays)
            implements SepaSettings {}

    @BeforeEach
    void switchOn() {
        QuarkusMock.installMockForInstance(
                new DirectDebitGateway(
                        new SwitchedOn(true, "24h", 7),
                        installed.strongbox,
                        installed.form,
                        installed.ask,
                        installed.keep,
                        installed.truth),
                installed.gateway);
    }
}
