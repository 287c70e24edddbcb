package org.almoner.payment;

import io.quarkus.arc.Unremovable;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** A provider that reports money for a payment that had ended, as real ones sometimes do. */
@ApplicationScoped
@Unremovable
public class LateMoney {

    private final RecordProviderWord word;
    private final Payments payments;

    LateMoney(RecordProviderWord word, Payments payments) {
        this.word = word;
        this.payments = payments;
    }

    /** Reports that the payment is settled after all. */
    public void tellOf(PaymentView payment) {
        ProviderAnswer settled =
                new ProviderAnswer(
                        payment.providerReference(),
                        ProviderStatus.SETTLED,
                        payment.amount(),
                        null,
                        new NextAction.None());
        QuarkusTransaction.requiringNew()
                .run(
                        () ->
                                word.record(
                                        payments.locked(payment.id()).orElseThrow(),
                                        new ProviderReport(
                                                payment.id(),
                                                settled,
                                                List.of(),
                                                List.of(),
                                                false)));
    }
}
