package org.almoner.payment;

import io.quarkus.arc.Unremovable;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Says of a payment what a bank says days or weeks later. */
@ApplicationScoped
@Unremovable
public class BankWord {

    private final RecordProviderWord word;
    private final Payments payments;

    BankWord(RecordProviderWord word, Payments payments) {
        this.word = word;
        this.payments = payments;
    }

    /** The money came. */
    public void settled(PaymentId id) {
        tell(id, ProviderStatus.SETTLED, null, List.of());
    }

    /** It was refused. */
    public void declined(PaymentId id, String code) {
        tell(id, ProviderStatus.DECLINED, code, List.of());
    }

    /** All of it went back. */
    public void returned(PaymentId id, String reason) {
        Payment payment =
                QuarkusTransaction.requiringNew()
                        .call(() -> payments.findByIdOptional(id.value()).orElseThrow());
        tell(
                id,
                ProviderStatus.SETTLED,
                null,
                List.of(
                        new ProviderReport.Reversal(
                                "back-" + id, ReversalKind.RETURN, payment.amount(), reason)));
    }

    private void tell(
            PaymentId id, ProviderStatus status, String code, List<ProviderReport.Reversal> back) {
        QuarkusTransaction.requiringNew()
                .run(
                        () -> {
                            Payment payment = payments.locked(id).orElseThrow();
                            ProviderAnswer answer =
                                    new ProviderAnswer(
                                            payment.view().providerReference(),
                                            status,
                                            payment.amount(),
                                            code,
                                            new NextAction.None());
                            word.record(
                                    payment,
                                    new ProviderReport(id, answer, back, List.of(), false));
                        });
    }
}
