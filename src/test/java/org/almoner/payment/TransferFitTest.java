package org.almoner.payment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.UUID;
import org.almoner.giving.PaymentMethod;
import org.almoner.money.Money;
import org.junit.jupiter.api.Test;

/** Whether money is what a payment waits for. */
class TransferFitTest {

    private static final Money CAME = Money.of(2500, "EUR");

    private static PaymentView payment(PaymentState state, Money amount, String review) {
        return new PaymentView(
                new PaymentId(UUID.randomUUID()),
                UUID.randomUUID(),
                1,
                "DE",
                "bank",
                PaymentMethod.BANK_TRANSFER,
                amount,
                Money.zero(amount.currency()),
                state,
                null,
                null,
                false,
                review,
                new NextAction.None(),
                "de",
                Instant.EPOCH,
                null,
                null);
    }

    private static TransferFit fit(PaymentState state, Money amount) {
        return TransferFit.of(payment(state, amount, null), "DE", CAME);
    }

    @Test
    void only_what_is_opened_or_waits_can_be_paid() {
        for (PaymentState state : PaymentState.values()) {
            TransferFit expected =
                    switch (state) {
                        case OPENED, PENDING -> TransferFit.FITS;
                        case SETTLED, PARTLY_REFUNDED, REFUNDED, RETURNED ->
                                TransferFit.SECOND_PAYMENT;
                        case DECLINED, EXPIRED -> TransferFit.PLEDGE_ENDED;
                        case NEEDS_REVIEW -> TransferFit.IN_REVIEW;
                    };
            assertEquals(expected, fit(state, CAME), state.name());
        }
    }

    @Test
    void a_cent_more_or_less_is_another_amount() {
        assertEquals(TransferFit.OTHER_AMOUNT, fit(PaymentState.PENDING, Money.of(2499, "EUR")));
        assertEquals(TransferFit.OTHER_AMOUNT, fit(PaymentState.PENDING, Money.of(2501, "EUR")));
    }

    @Test
    void the_same_number_in_another_currency_is_foreign() {
        assertEquals(
                TransferFit.FOREIGN_CURRENCY, fit(PaymentState.PENDING, Money.of(2500, "USD")));
    }

    @Test
    void a_payment_of_another_office_or_one_that_somebody_looks_at_waits() {
        PaymentView waiting = payment(PaymentState.PENDING, CAME, null);
        assertEquals(TransferFit.OTHER_OFFICE, TransferFit.of(waiting, "NL", CAME));
        PaymentView flagged = payment(PaymentState.PENDING, CAME, "Somebody looks at it");
        assertEquals(TransferFit.IN_REVIEW, TransferFit.of(flagged, "DE", CAME));
    }
}
