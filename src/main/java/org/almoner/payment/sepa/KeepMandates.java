package org.almoner.payment.sepa;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.almoner.payment.MethodAnswer;
import org.almoner.payment.MethodStatus;
import org.almoner.payment.NextAction;
import org.almoner.payment.SavedMethodId;

/** Mandates as saved methods: each act in a transaction of its own, and safe to be repeated. */
@ApplicationScoped
class KeepMandates {

    private final Mandates mandates;
    private final InstantSource clock;

    KeepMandates(Mandates mandates, InstantSource clock) {
        this.mandates = mandates;
        this.clock = clock;
    }

    /** A mandate for repeated collections becomes a saved method. */
    MethodAnswer save(SavedMethodId method, UUID id) {
        return QuarkusTransaction.requiringNew()
                .call(
                        () ->
                                mandates.locked(id)
                                        .filter(it -> it.mayBeSavedAs(method.value()))
                                        .map(it -> saved(it, method))
                                        .orElseGet(() -> declined()));
    }

    private MethodAnswer saved(Mandate mandate, SavedMethodId method) {
        mandate.saveAs(method.value(), clock.instant());
        return answer(mandate);
    }

    /** The mandate that was saved under our id. */
    Optional<MethodAnswer> find(SavedMethodId method) {
        return QuarkusTransaction.requiringNew()
                .call(() -> mandates.savedAs(method.value()).map(KeepMandates::answer));
    }

    /** The donor takes it back; what has ended already stays as it is. */
    void revoke(UUID id) {
        QuarkusTransaction.requiringNew()
                .run(
                        () ->
                                mandates.locked(id)
                                        .filter(it -> it.state().mayBecome(MandateState.REVOKED))
                                        .ifPresent(it -> it.revoke("Taken back", clock.instant())));
    }

    private static MethodAnswer answer(Mandate mandate) {
        MethodStatus status =
                switch (mandate.state()) {
                    case PENDING, ACTIVE, SUSPENDED -> MethodStatus.ACTIVE;
                    case REVOKED -> MethodStatus.REVOKED;
                    case EXPIRED -> MethodStatus.EXPIRED;
                };
        return new MethodAnswer(
                mandate.id().toString(),
                status,
                mandate.maskedAccount(),
                null,
                new NextAction.None(),
                null);
    }

    private static MethodAnswer declined() {
        return new MethodAnswer(
                null, MethodStatus.DECLINED, null, "NO_MANDATE", new NextAction.None(), null);
    }
}
