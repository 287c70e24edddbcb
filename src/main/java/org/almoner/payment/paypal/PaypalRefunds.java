package org.almoner.payment.paypal;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.almoner.money.Money;
import org.almoner.payment.GatewayUnavailable;
import org.almoner.payment.PaymentTrace;
import org.almoner.payment.RefundRefused;

/** Gives back what was captured (Payments v2). PayPal remembers the key of a refund for 45 days. */
final class PaypalRefunds {

    private static final Set<String> CAPTURED =
            Set.of("COMPLETED", "PARTIALLY_REFUNDED", "REFUNDED");

    private final PaypalConnection connection;
    private final Orders orders;

    PaypalRefunds(PaypalConnection connection, Orders orders) {
        this.connection = connection;
        this.orders = orders;
    }

    /**
     * What is asked for.
     *
     * @param customId our id of the payment, so that notifications about the refund name it
     * @param invoiceId our key, by which our refunds are told from those PayPal makes
     */
    private record Call(Told.Amount amount, String customId, String invoiceId) {}

    String refund(PaypalAccount account, PaymentTrace paid, String key, Money amount)
            throws GatewayUnavailable, RefundRefused {
        Told.Capture capture = capture(account, paid);
        Call call;
        try {
            if (!PaypalAmounts.read(capture.amount()).currency().equals(amount.currency())) {
                throw new RefundRefused("It was paid in another currency");
            }
            call = new Call(PaypalAmounts.write(amount), paid.payment().toString(), key);
        } catch (IllegalArgumentException unpayable) {
            throw new RefundRefused("PayPal cannot move this amount");
        }
        PaypalHttp.Answer answer =
                connection.post(
                        account,
                        "/v2/payments/captures/" + PaypalPath.part(capture.id()) + "/refund",
                        key,
                        call);
        if (answer.isSuccess()) {
            return confirmed(answer.as(Told.Refund.class), amount);
        }
        List<String> issues = answer.issues();
        if (answer.status() == 422 && !issues.isEmpty()) {
            throw new RefundRefused("PayPal says " + issues.get(0));
        }
        throw answer.unexpected();
    }

    private Told.Capture capture(PaypalAccount account, PaymentTrace paid)
            throws GatewayUnavailable, RefundRefused {
        Optional<Told.Order> order = orders.order(account, paid.reference());
        return order.stream()
                .flatMap(found -> found.purchaseUnits().stream())
                .flatMap(unit -> ReadOrder.captures(unit).stream())
                .filter(capture -> CAPTURED.contains(capture.status()))
                .findFirst()
                .orElseThrow(() -> new RefundRefused("PayPal has captured nothing to give back"));
    }

    /** A refund from a bank account may be pending for days; it is on its way all the same. */
    private static String confirmed(Told.Refund refund, Money amount)
            throws GatewayUnavailable, RefundRefused {
        if (refund.status() != null && Set.of("FAILED", "CANCELLED").contains(refund.status())) {
            throw new RefundRefused("PayPal says the refund is " + refund.status());
        }
        boolean isKnown =
                refund.status() != null && Set.of("COMPLETED", "PENDING").contains(refund.status());
        try {
            if (isKnown
                    && refund.id() != null
                    && PaypalAmounts.read(refund.amount()).equals(amount)) {
                return refund.id();
            }
        } catch (IllegalArgumentException garbage) {
            // told below
        }
        throw GatewayUnavailable.outcomeUnknown("Another refund was confirmed");
    }
}
