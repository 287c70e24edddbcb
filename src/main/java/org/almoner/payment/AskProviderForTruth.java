package org.almoner.payment;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Looks a payment up at its provider, completes it where only our word is missing, and records what
 * the provider says. Everything that hints at a change (a notification, a return page, a poll) ends
 * here, so nothing is ever booked on a mere hint (EO-14).
 */
@ApplicationScoped
class AskProviderForTruth {

    private static final Logger LOG = Logger.getLogger(AskProviderForTruth.class);

    private final Payments payments;
    private final Gateways gateways;
    private final RecordProviderWord word;

    AskProviderForTruth(Payments payments, Gateways gateways, RecordProviderWord word) {
        this.payments = payments;
        this.gateways = gateways;
        this.word = word;
    }

    /**
     * Asks and records.
     *
     * @param alsoInTransaction runs in the transaction that records the word; told whether the
     *     payment is ours at all
     * @throws GatewayUnavailable when the provider cannot be asked now
     */
    void about(String provider, PaymentId id, Conclusion alsoInTransaction)
            throws GatewayUnavailable {
        Optional<LooksUpPayments> gateway = gateways.capable(provider, LooksUpPayments.class);
        if (gateway.isEmpty()) {
            throw GatewayUnavailable.notReached(
                    "The gateway cannot be asked for a payment's state");
        }
        Optional<ProviderReport> report = report(gateway.get(), provider, id);
        QuarkusTransaction.requiringNew()
                .run(
                        () -> {
                            Optional<Payment> ours =
                                    payments.locked(id)
                                            .filter(found -> found.provider().equals(provider));
                            if (ours.isPresent() && report.isPresent()) {
                                word.record(ours.get(), report.get());
                            } else {
                                LOG.warnf("%s does not match payment %s", provider, id);
                            }
                            alsoInTransaction.reached(ours.isPresent() && report.isPresent());
                        });
    }

    private Optional<ProviderReport> report(LooksUpPayments gateway, String provider, PaymentId id)
            throws GatewayUnavailable {
        Optional<Payment> ours =
                QuarkusTransaction.requiringNew()
                        .call(() -> payments.findByIdOptional(id.value()))
                        .filter(found -> found.provider().equals(provider));
        if (gateway instanceof CompletesPayments completes
                && ours.filter(AskProviderForTruth::isUnderWay).isPresent()) {
            return completes.complete(PaymentTrace.of(ours.get()), ours.get().amount());
        }
        return gateway.lookUp(ours.map(PaymentTrace::of).orElse(new PaymentTrace(id, null, null)));
    }

    /** What we gave up is never completed: its gift may have been paid otherwise. */
    private static boolean isUnderWay(Payment payment) {
        return switch (payment.state()) {
            case OPENED, PENDING -> true;
            case SETTLED, DECLINED, EXPIRED, PARTLY_REFUNDED, REFUNDED, RETURNED, NEEDS_REVIEW ->
                    false;
        };
    }

    /** What else commits with the provider's word. */
    interface Conclusion {

        /** Called last in the transaction. */
        void reached(boolean ours);
    }
}
