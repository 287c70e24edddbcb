package org.almoner.payment.stripe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.almoner.payment.BalanceMovement;
import org.almoner.payment.BalanceMovement.Kind;
import org.almoner.payment.GatewayUnavailable;
import org.almoner.payment.PaymentRequest;
import org.almoner.payment.Slice;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What moves the balance at Stripe, to the cent. */
class StripeBalanceTest {

    private static final Instant FROM = Instant.parse("2026-11-26T09:00:00Z");
    private static final Instant UNTIL = FROM.plus(Duration.ofDays(30));

    private final StripePlay play = new StripePlay();

    @AfterEach
    void stop() {
        play.close();
    }

    /** All of them, the oldest first. */
    private List<BalanceMovement> movements(int limit) throws GatewayUnavailable {
        List<BalanceMovement> all = new ArrayList<>();
        String cursor = null;
        do {
            Slice<BalanceMovement> slice = play.gateway.movements("DE", FROM, UNTIL, cursor, limit);
            all.addAll(slice.items());
            cursor = slice.next();
        } while (cursor != null);
        Collections.reverse(all);
        return all;
    }

    private BalanceMovement only(Kind kind) throws GatewayUnavailable {
        List<BalanceMovement> found =
                movements(100).stream().filter(it -> it.kind() == kind).toList();
        assertEquals(1, found.size(), kind.name());
        return found.get(0);
    }

    private long balance() throws GatewayUnavailable {
        return movements(100).stream().mapToLong(it -> it.gross() - it.fee()).sum();
    }

    @Test
    void aPaymentComesInLessItsFee() throws Exception {
        PaymentRequest paid = play.paid();
        BalanceMovement movement = only(Kind.PAYMENT);
        assertEquals(paid.payment(), movement.payment());
        assertEquals(2500, movement.gross());
        assertEquals(63, movement.fee());
        assertEquals(Currency.getInstance("EUR"), movement.currency());
        assertEquals(FROM, movement.at());
        assertEquals(Set.of("DE"), play.gateway.accounts());
    }

    @Test
    void aRefundGoesOutAndComesBackWhenItFails() throws Exception {
        PaymentRequest paid = play.paid();
        String refund =
                play.gateway.refund(
                        StripePlay.trace(paid, play.reference(paid.payment())),
                        "ref-1",
                        StripePlay.euros(1000));
        play.stripe.with(
                books -> {
                    books.failRefund(refund);
                    return null;
                });
        assertEquals(-1000, only(Kind.REFUND).gross());
        assertEquals(paid.payment(), only(Kind.REFUND).payment());
        assertEquals(1000, only(Kind.REFUND_FAILED).gross());
        assertEquals(paid.payment(), only(Kind.REFUND_FAILED).payment());
    }

    @Test
    void aRefundMadeInStripesPagesIsTracedToItsPayment() throws Exception {
        PaymentRequest paid = play.paid();
        play.stripe.with(
                books -> books.refund(Map.of("payment_intent", play.reference(paid.payment()))));
        assertEquals(paid.payment(), only(Kind.REFUND).payment());
    }

    @Test
    void aDisputeTakesTheMoneyAndAFeeAndGivesTheMoneyBackWhenWon() throws Exception {
        PaymentRequest paid = play.paid();
        play.stripe.with(
                books -> {
                    books.close(
                            books.dispute(play.intent(paid.payment()), 2500, "needs_response"),
                            "won");
                    return null;
                });
        assertEquals(-2500, only(Kind.DISPUTE).gross());
        assertEquals(2000, only(Kind.DISPUTE).fee());
        assertEquals(paid.payment(), only(Kind.DISPUTE).payment());
        assertEquals(2500, only(Kind.DISPUTE_WON).gross());
        assertEquals(paid.payment(), only(Kind.DISPUTE_WON).payment());
        assertEquals(2500 - 63 - 2000, balance());
    }

    @Test
    void whatStripeTakesForItselfIsAFee() throws Exception {
        play.stripe.with(
                books -> {
                    books.takeFee(700, "eur");
                    return null;
                });
        BalanceMovement fee = only(Kind.FEE);
        assertEquals(-700, fee.gross());
        assertEquals(0, fee.fee());
    }

    @Test
    void aPayoutNamesItselfItsDayAndWhatItIsMadeOf() throws Exception {
        PaymentRequest one = play.paid();
        PaymentRequest two = play.paid();
        String payout = play.stripe.with(books -> books.payOut("eur"));
        play.paid();
        BalanceMovement paidOut = only(Kind.PAYOUT);
        assertEquals(payout, paidOut.payout());
        assertEquals(-2 * (2500 - 63), paidOut.gross());
        assertEquals(LocalDate.of(2026, 11, 28), paidOut.arrivesOn());
        List<BalanceMovement> parts = play.gateway.movementsOf("DE", payout, null, 100).items();
        assertEquals(
                Set.of(one.payment(), two.payment()),
                Set.copyOf(parts.stream().map(BalanceMovement::payment).toList()));
        assertEquals(-paidOut.gross(), parts.stream().mapToLong(it -> it.gross() - it.fee()).sum());
        assertEquals(2500 - 63, balance());
    }

    @Test
    void aPayoutThatTheBankSendsBackNamesThePayoutItUndoes() throws Exception {
        play.paid();
        String payout = play.stripe.with(books -> books.payOut("eur"));
        play.stripe.with(
                books -> {
                    books.failPayout(payout);
                    return null;
                });
        assertEquals(payout, only(Kind.PAYOUT_FAILED).payout());
        assertEquals(2500 - 63, only(Kind.PAYOUT_FAILED).gross());
    }

    @Test
    void whatIsNotKnownIsForAPerson() throws Exception {
        play.paid();
        play.stripe.with(
                books ->
                        books.all("balance_transaction")
                                .get(0)
                                .put("reporting_category", "other_adjustment"));
        assertEquals(Kind.OTHER, only(Kind.OTHER).kind());
    }

    @Test
    void aPaymentOfAnotherSystemIsNobodysOfOurs() throws Exception {
        PaymentRequest paid = play.paid();
        play.stripe.with(
                books -> {
                    books.all("charge").get(0).putObject("metadata");
                    return play.intent(paid.payment()).putObject("metadata").put("order", "7");
                });
        assertEquals(null, only(Kind.PAYMENT).payment());
    }

    @Test
    void eachMovementIsMetOnceHoweverSmallThePieces() throws Exception {
        for (int i = 0; i < 7; i++) {
            play.paid();
        }
        assertEquals(7, movements(2).stream().map(BalanceMovement::reference).distinct().count());
        assertEquals(7, movements(2).size());
    }

    @Test
    void theBeginningBelongsToItAndTheEndToTheNext() throws Exception {
        play.paid();
        assertEquals(1, within(FROM, FROM.plusSeconds(1)));
        assertEquals(1, within(FROM.minusNanos(1), FROM.plusNanos(1)));
        assertEquals(0, within(FROM.plusNanos(1), UNTIL));
        assertEquals(0, within(FROM.minusSeconds(9), FROM));
    }

    private int within(Instant from, Instant until) throws GatewayUnavailable {
        return play.gateway.movements("DE", from, until, null, 100).items().size();
    }

    @Test
    void anOfficeWithoutAccountHasNoBalance() {
        assertThrows(
                GatewayUnavailable.class,
                () -> play.gateway.movements("NL", FROM, UNTIL, null, 10));
        assertTrue(!play.gateway.accounts().contains("NL"));
    }
}
