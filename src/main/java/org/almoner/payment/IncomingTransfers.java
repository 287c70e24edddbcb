package org.almoner.payment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import org.almoner.money.Money;
import org.almoner.problem.DomainProblem;
import org.almoner.problem.ProblemType;

/** Money that reached an office's bank account, as a bank statement tells it. */
@ApplicationScoped
public class IncomingTransfers {

    private static final String BANK = "bank";

    private final Payments payments;
    private final RecordProviderWord word;

    IncomingTransfers(Payments payments, RecordProviderWord word) {
        this.payments = payments;
        this.word = word;
    }

    /**
     * Books an incoming transfer on the payment with this creditor reference, in a transaction.
     * Telling it again changes nothing.
     *
     * @param reference RF creditor reference without blanks
     * @return the settled payment
     * @throws DomainProblem 404 when no payment has the reference, 409 when the amount differs or
     *     the payment cannot be settled any more; such money waits for a person
     */
    @Transactional
    public PaymentView received(String reference, Money amount) {
        Payment payment =
                payments.lockedByProviderReference(BANK, reference)
                        .orElseThrow(DomainProblem::notFound);
        if (!payment.amount().equals(amount)) {
            throw DomainProblem.of(
                    ProblemType.WRONG_STATE,
                    "The transfer is over another amount than was pledged; nothing was booked.");
        }
        word.answer(
                payment,
                new ProviderAnswer(
                        reference, ProviderStatus.SETTLED, amount, null, new NextAction.None()));
        if (!payment.state().wasSettled()) {
            throw DomainProblem.of(
                    ProblemType.WRONG_STATE, "The payment cannot be settled any more.");
        }
        return payment.view();
    }
}
