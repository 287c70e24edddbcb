package org.almoner.staff;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.UUID;
import org.almoner.access.CurrentStaff;
import org.almoner.outbox.OutboxHistory;
import org.almoner.payment.PaymentFailures;
import org.almoner.payment.PaymentId;
import org.almoner.problem.DomainProblem;
import org.almoner.problem.ProblemType;

/** Tries again what has failed, because a person says so. */
@ApplicationScoped
class RetryFailure {

    private final FailuresTable failures;
    private final PaymentFailures payments;
    private final OutboxHistory mails;
    private final CurrentStaff staff;
    private final WriteDown writeDown;

    RetryFailure(
            FailuresTable failures,
            PaymentFailures payments,
            OutboxHistory mails,
            CurrentStaff staff,
            WriteDown writeDown) {
        this.failures = failures;
        this.payments = payments;
        this.mails = mails;
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
            case WEBHOOK_ENDPOINT -> {
                failures.find(OfficeScope.of(staff), kind, id).orElseThrow(DomainProblem::notFound);
                throw DomainProblem.of(
                        ProblemType.WRONG_STATE,
                        "Once the system is mended, somebody with the role admin resumes its"
                                + " endpoint; then everything is sent.");
            }
            case MAIL ->
                    QuarkusTransaction.requiringNew()
                            .run(
                                    () -> {
                                        writeDownRetryOf(kind, id);
                                        requireRetry(mails.retry(id));
                                    });
        }
    }

    private static void requireRetry(boolean willBeTried) {
        if (!willBeTried) {
            throw DomainProblem.of(
                    ProblemType.WRONG_STATE, "It is being tried at this very moment.");
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
