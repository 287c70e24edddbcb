package org.almoner.payment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.almoner.money.Money;
import org.almoner.problem.DomainProblem;
import org.almoner.problem.ProblemType;

/** Money that reached an office's bank account, as a bank statement tells it. */
@ApplicationScoped
public class IncomingTransfers {

    private static final String BANK = "bank";

    private final EntityManager database;
    private final Payments payments;
    private final RecordProviderWord word;
    private final InstantSource clock;

    IncomingTransfers(
            EntityManager database,
            Payments payments,
            RecordProviderWord word,
            InstantSource clock) {
        this.database = database;
        this.payments = payments;
        this.word = word;
        this.clock = clock;
    }

    /**
     * One entry of a bank statement.
     *
     * @param entryId the bank's own name for it; the same entry twice changes nothing
     * @param reference RF creditor reference without blanks
     */
    public record Entry(String entryId, String reference, Money amount) {}

    /**
     * Books an incoming transfer on the payment with its creditor reference, in a transaction.
     * Money that does not fit (another amount, a second transfer, a payment that had ended) is kept
     * with the payment and shown to a person; it is neither booked nor dropped.
     *
     * @throws DomainProblem 404 when no payment has the reference, 409 when the money does not fit
     */
    @Transactional(dontRollbackOn = DomainProblem.class)
    public void received(Entry entry) {
        Payment payment =
                payments.lockedByProviderReference(BANK, entry.reference())
                        .orElseThrow(DomainProblem::notFound);
        if (!remember(entry, payment)) {
            return;
        }
        boolean second = payment.state().wasSettled();
        if (second) {
            word.surplus(payment);
        } else {
            word.answer(
                    payment,
                    new ProviderAnswer(
                            entry.reference(),
                            ProviderStatus.SETTLED,
                            entry.amount(),
                            null,
                            new NextAction.None()));
        }
        if (second || !payment.state().wasSettled()) {
            throw DomainProblem.of(
                    ProblemType.WRONG_STATE,
                    "The transfer does not fit what was pledged; it waits for a person.");
        }
    }

    /**
     * Money on an office's account.
     *
     * @param key ours for the movement on the account; books once, for ever
     * @param office whose account it is
     * @param cameAt when the bank booked it
     */
    public record Arrival(String key, String office, Money amount, Instant cameAt) {}

    /**
     * The payments that donors' references name, in one statement; references nobody was given are
     * left out.
     */
    @Transactional
    public Map<String, PaymentView> expected(Collection<String> references) {
        Map<String, PaymentView> found = new LinkedHashMap<>();
        for (Payment payment : payments.ofReferences(BANK, references)) {
            PaymentView view = payment.view();
            found.put(view.providerReference(), view);
            database.detach(payment); // read only: it need not be compared at every booking
        }
        return found;
    }

    /**
     * As {@link #book}, for one of many in one transaction: what was read and written for it is let
     * go afterwards, so that the hundredth takes no longer than the first.
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public TransferFit bookOneOfMany(PaymentId id, Arrival arrival) {
        TransferFit fit = book(id, arrival);
        database.flush();
        database.clear();
        return fit;
    }

    /**
     * Books money on a payment when it is what the payment waits for, in the caller's transaction;
     * otherwise nothing is changed, and the answer says why.
     *
     * @throws IllegalStateException when the movement was booked before
     * @throws IllegalArgumentException when there is no such payment by bank transfer
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public TransferFit book(PaymentId id, Arrival arrival) {
        database.flush();
        Payment payment =
                payments.locked(id)
                        .filter(it -> it.provider().equals(BANK))
                        .orElseThrow(() -> new IllegalArgumentException("No transfer " + id));
        database.refresh(payment); // it may have been read before it was locked
        TransferFit fit = TransferFit.of(payment.view(), arrival.office(), arrival.amount());
        if (fit != TransferFit.FITS) {
            return fit;
        }
        String reference = CreditorReference.ofPayment(id.value()).value();
        if (!remember(new Entry(arrival.key(), reference, arrival.amount()), payment)) {
            throw new IllegalStateException("A movement is booked already: " + arrival.key());
        }
        word.received(payment, reference, arrival.cameAt());
        return fit;
    }

    /** Whether the entry is new. */
    private boolean remember(Entry entry, Payment payment) {
        return database.createNativeQuery(
                                """
                                INSERT INTO incoming_transfer
                                    (entry_id, payment_id, amount_minor, currency, recorded_at)
                                VALUES (:entry, :payment, :minor, :currency, :at)
                                ON CONFLICT (entry_id) DO NOTHING
                                """)
                        .setParameter("entry", entry.entryId())
                        .setParameter("payment", payment.id().value())
                        .setParameter("minor", entry.amount().minor())
                        .setParameter("currency", entry.amount().currency().getCurrencyCode())
                        .setParameter("at", clock.instant().atOffset(ZoneOffset.UTC))
                        .executeUpdate()
                == 1;
    }
}
