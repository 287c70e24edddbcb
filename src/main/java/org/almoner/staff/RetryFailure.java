package org.almoner.staff;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.UUID;
import org.almoner.access.CurrentStaff;
import org.almoner.payment.PaymentFailures;
import org.almoner.payment.PaymentId;
import org.almoner.problem.DomainProblem;

/** Tries again what has failed, because a person says so. */
@ApplicationScoped
class RetryFailure {

    private final FailuresTable failures;
    private final PaymentFailures payments;
    private final CurrentStaff staff;
    private final WriteDown writeDown;

    RetryFailure(
            FailuresTable failures,
            PaymentFailures payments,
            CurrentStaff staff,
            WriteDown writeDown) {
        this.failures = failures;
        this.payments = payments;
        this.staff = staff;
        this.writeDown = writeDown;
    }

    /**
     * Tries again.
     *
     * @throws DomainProblem 404 when there is no such failure in the caller's offices, or no
     *     longer; 503 when the provider cannot be asked now
     */
    void retry(Failure.Kind kind, UUID id) {
        switch (kind) {
            case WEBHOOK ->
                    QuarkusTransaction.requiringNew()
                            .run(
                                    () -> {
                                        writeDownRetryOf(kind, id);
                                        payments.workOffAgain(id);
                                    });
            case PAYMENT -> {
                QuarkusTransaction.requiringNew().run(() -> writeDownRetryOf(kind, id));
                // The provider is asked with no transaction open.
                payments.askAgain(new PaymentId(id));
            }
            case MAIL -> throw DomainProblem.notFound();
        }
    }

    private void writeDownRetryOf(Failure.Kind kind, UUID id) {
        Failure failure =
                failures.find(OfficeScope.of(staff), kind, id).orElseThrow(DomainProblem::notFound);
        writeDown.act(
                "failure.retried",
                kind.name().toLowerCase(Locale.ROOT) + "/" + id,
                failure.office(),
                null);
    }
}
