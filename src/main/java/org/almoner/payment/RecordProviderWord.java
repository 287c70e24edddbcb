package org.almoner.payment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.almoner.id.Ids;
import org.almoner.money.Money;

/**
 * Writes down what a provider says of a payment, in whatever order and however often it says it
 * (EO-14). What contradicts us is put aside for a person; nothing is booked on it.
 */
@ApplicationScoped
class RecordProviderWord {

    /** When a pending payment is first asked after, should no notification come (EO-16). */
    private static final Duration FIRST_POLL = Duration.ofMinutes(15);

    private final EntityManager database;
    private final Gateways gateways;
    private final Disputes disputes;
    private final Resolutions resolved;
    private final Event<PaymentProgressed> progressed;
    private final Event<PaymentReversed> reversed;
    private final Ids ids;
    private final InstantSource clock;

    RecordProviderWord(
            EntityManager database,
            Gateways gateways,
            Disputes disputes,
            Resolutions resolved,
            Event<PaymentProgressed> progressed,
            Event<PaymentReversed> reversed,
            Ids ids,
            InstantSource clock) {
        this.database = database;
        this.gateways = gateways;
        this.disputes = disputes;
        this.resolved = resolved;
        this.progressed = progressed;
        this.reversed = reversed;
        this.ids = ids;
        this.clock = clock;
    }

    /** Records an answer to our asking, or to a look-up, for a payment locked by the caller. */
    void answer(Payment payment, ProviderAnswer answer) {
        record(payment, ProviderReport.of(payment.id(), answer));
    }

    /** Records the whole truth about a payment locked by the caller. */
    void record(Payment payment, ProviderReport report) {
        Instant now = clock.instant();
        ProviderAnswer answer = report.answer();
        Optional<String> contradiction = contradiction(payment, report);
        if (contradiction.isPresent()) {
            if (!resolved.isDecided(payment, contradiction.get())) {
                putAside(payment, contradiction.get(), now);
                return;
            }
            if (!payment.state().wasSettled() || !isAboutTheAmountOnly(payment, report)) {
                return;
            }
            // A person has booked it all the same: what flows back of it counts from then on.
        }
        payment.learnReference(answer.reference());
        progress(payment, report, now);
        if (payment.state().wasSettled()) {
            payment.dispute(disputes.join(payment, report.disputes(), now));
            report.reversals().forEach(reversal -> reverse(payment, reversal, now));
            report.failedRefunds().forEach(reference -> cameBack(payment, reference, now));
        }
    }

    private static Optional<String> contradiction(Payment payment, ProviderReport report) {
        if (!report.answer().amount().equals(payment.amount())) {
            return Optional.of("The provider reports another amount or currency");
        }
        if (report.ambiguous()) {
            return Optional.of("The provider has several payments for this one");
        }
        if (!payment.agreesOnReference(report.answer().reference())) {
            return Optional.of("The provider knows the payment under another reference");
        }
        return Optional.empty();
    }

    private static boolean isAboutTheAmountOnly(Payment payment, ProviderReport report) {
        return !report.ambiguous() && payment.agreesOnReference(report.answer().reference());
    }

    /** We gave back part of a settled payment that the caller has locked; told twice it is once. */
    void gaveBack(Payment payment, ProviderReport.Reversal movement) {
        reverse(payment, movement, clock.instant());
    }

    /**
     * Books money that a bank statement shows, on a payment locked by the caller that waits for it.
     * It counts on the day of the bank's booking, as law and donor have it, not on the day of the
     * file.
     */
    void received(Payment payment, String reference, Instant came) {
        payment.learnReference(reference);
        payment.settle(came, clock.instant());
        publish(payment, came);
    }

    /** The provider's memory of our key may be gone and it does not know the payment (EO-9). */
    void lostTrack(Payment payment) {
        putAside(payment, "The provider does not know the payment any more", clock.instant());
    }

    /** More money came for a payment that is paid already. */
    void surplus(Payment payment) {
        putAside(payment, "A further transfer came under the same reference", clock.instant());
    }

    /** What the provider calls the payment is the name of another one. */
    void confused(Payment payment) {
        putAside(payment, "The provider's reference belongs to another payment", clock.instant());
    }

    private void progress(Payment payment, ProviderReport report, Instant now) {
        ProviderAnswer answer = report.answer();
        switch (answer.status()) {
            case PENDING -> {
                if (payment.state() == PaymentState.OPENED) {
                    payment.await(answer.nextAction(), firstPoll(payment, now), now);
                    publish(payment, now);
                }
            }
            case SETTLED -> settle(payment, received(report, now), now);
            case DECLINED -> {
                if (isUndecided(payment)) {
                    payment.decline(answer.declineCode(), now);
                    publish(payment, now);
                }
            }
            case EXPIRED -> {
                if (isUndecided(payment)) {
                    payment.expire(now);
                    publish(payment, now);
                }
            }
        }
    }

    /** A payment nobody can be asked after (a bank transfer) is not polled. */
    private Instant firstPoll(Payment payment, Instant now) {
        return gateways.capable(payment.provider(), ReportsStatus.class).isPresent()
                ? now.plus(FIRST_POLL)
                : null;
    }

    /** Money of yesterday that a statement tells today is yesterday's; tomorrow's is today's. */
    private static Instant received(ProviderReport report, Instant now) {
        return report.settledAt() != null && report.settledAt().isBefore(now)
                ? report.settledAt()
                : now;
    }

    private void settle(Payment payment, Instant at, Instant now) {
        if (payment.state().wasSettled()) {
            return;
        }
        if (isUndecided(payment)) {
            payment.settle(at, now);
            progressed.fire(new PaymentProgressed(payment.view(), payment.settledAt()));
        } else {
            String late = "The provider reports money for a payment that had ended";
            if (!resolved.isDecided(payment, late)) {
                putAside(payment, late, now);
            }
        }
    }

    private static boolean isUndecided(Payment payment) {
        return switch (payment.state()) {
            case OPENED, PENDING, NEEDS_REVIEW -> true;
            case SETTLED, DECLINED, EXPIRED, PARTLY_REFUNDED, REFUNDED, RETURNED -> false;
        };
    }

    private void putAside(Payment payment, String reason, Instant now) {
        if (payment.state().mayBecome(PaymentState.NEEDS_REVIEW)) {
            payment.needReview(reason, now);
            publish(payment, now);
        } else if (!payment.isFlagged()) {
            payment.flag(reason, now);
            if (!payment.state().wasSettled()) {
                publish(payment, now); // money may be there: the gift must not be asked for again
            }
        }
    }

    private void reverse(Payment payment, ProviderReport.Reversal reversal, Instant now) {
        UUID id = ids.next();
        if (!remember(payment, id, reversal, now)) {
            return;
        }
        payment.reverse(reversal.amount(), reversal.kind(), now);
        reversed.fire(
                new PaymentReversed(
                        payment.view(),
                        id,
                        reversal.kind(),
                        reversal.amount(),
                        reversal.reason(),
                        now));
    }

    /** Whether the movement is new and possible; both are decided in one statement. */
    private boolean remember(
            Payment payment, UUID id, ProviderReport.Reversal reversal, Instant now) {
        Money left = payment.amount().minus(payment.reversed());
        if (reversal.amount().isZero()) {
            putAside(payment, "Nothing is said to have flowed back", now);
            return false;
        }
        if (!reversal.amount().currency().equals(left.currency())) {
            putAside(payment, "Money flowed back in another currency", now);
            return false;
        }
        boolean isNew =
                database.createNativeQuery(
                                        """
                                        INSERT INTO payment_reversal (id, payment_id, provider,
                                            provider_reference, kind, amount_minor, currency,
                                            reason, recorded_at)
                                        SELECT :id, :payment, :provider, :reference, :kind, :minor,
                                            :currency, CAST(:reason AS varchar), :at
                                        WHERE :minor <= :left
                                        ON CONFLICT (provider, provider_reference) DO NOTHING
                                        """)
                                .setParameter("id", id)
                                .setParameter("payment", payment.id().value())
                                .setParameter("provider", payment.provider())
                                .setParameter("reference", reversal.reference())
                                .setParameter("kind", reversal.kind().name())
                                .setParameter("minor", reversal.amount().minor())
                                .setParameter("currency", left.currency().getCurrencyCode())
                                .setParameter("reason", reversal.reason())
                                .setParameter("at", now.atOffset(java.time.ZoneOffset.UTC))
                                .setParameter("left", left.minor())
                                .executeUpdate()
                        == 1;
        if (!isNew
                && reversal.amount().isMoreThan(left)
                && !isKnown(payment, reversal.reference())) {
            putAside(payment, "More flowed back than was paid", now);
        }
        return isNew;
    }

    /** A refund that was booked did not reach the payer; what is to be done a person decides. */
    private void cameBack(Payment payment, String reference, Instant now) {
        String reason = "A refund did not reach the donor; the money is back at the provider";
        if (isKnown(payment, reference) && !resolved.isDecided(payment, reason)) {
            putAside(payment, reason, now);
        }
    }

    private boolean isKnown(Payment payment, String reference) {
        return !database.createNativeQuery(
                        """
                        SELECT 1 FROM payment_reversal
                        WHERE provider = :provider AND provider_reference = :reference
                        """)
                .setParameter("provider", payment.provider())
                .setParameter("reference", reference)
                .getResultList()
                .isEmpty();
    }

    private void publish(Payment payment, Instant now) {
        progressed.fire(new PaymentProgressed(payment.view(), now));
    }
}
