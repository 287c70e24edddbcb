package org.almoner.payment.stripe;

import com.stripe.model.PaymentIntent;
import com.stripe.model.Refund;
import com.stripe.param.RefundCreateParams;
import java.util.Optional;
import java.util.OptionalLong;
import org.almoner.money.Money;
import org.almoner.payment.GatewayUnavailable;
import org.almoner.payment.PaymentTrace;
import org.almoner.payment.RefundRefused;

/** Refunds through Stripe, each marked with our key, so that it is found again if need be. */
final class GiveBack {

    static final String KEY = "almoner_refund";

    private final StripeAccounts accounts;

    GiveBack(StripeAccounts accounts) {
        this.accounts = accounts;
    }

    String refund(PaymentTrace paid, String key, Money amount)
            throws GatewayUnavailable, RefundRefused {
        StripeAccount account = accounts.required(paid.office());
        PaymentIntent intent = intent(account, paid);
        boolean isOtherCurrency =
                !StripeAmount.code(amount.currency()).equals(intent.getCurrency());
        OptionalLong minor = StripeAmount.of(amount);
        if (isOtherCurrency || minor.isEmpty()) {
            throw new RefundRefused("Stripe cannot give back this amount of this payment");
        }
        RefundCreateParams params =
                RefundCreateParams.builder()
                        .setPaymentIntent(intent.getId())
                        .setAmount(minor.getAsLong())
                        .putMetadata(ReadPayments.PAYMENT, paid.payment().toString())
                        .putMetadata(KEY, key)
                        .build();
        try {
            return checked(
                    account.ask(
                            client ->
                                    client.v1()
                                            .refunds()
                                            .create(
                                                    params,
                                                    StripeAccount.keyed(key, StripeAccount.SHORT))),
                    minor.getAsLong());
        } catch (Refused refused) {
            throw new RefundRefused("Stripe does not give this back: " + refused.code());
        } catch (GatewayUnavailable unknown) {
            return found(account, intent.getId(), key, unknown);
        }
    }

    private static PaymentIntent intent(StripeAccount account, PaymentTrace paid)
            throws GatewayUnavailable, RefundRefused {
        Optional<PaymentIntent> found =
                ReadPayments.intent(account, paid.reference(), StripeAccount.SHORT);
        boolean isOurs =
                found.flatMap(it -> ReadPayments.ours(it.getMetadata()))
                        .filter(paid.payment()::equals)
                        .isPresent();
        if (!isOurs) {
            throw new RefundRefused("Stripe does not know the payment");
        }
        return found.get();
    }

    /** Stripe may have failed after the deed; its list of refunds is never behind. */
    private static String found(
            StripeAccount account, String intent, String key, GatewayUnavailable unknown)
            throws GatewayUnavailable {
        if (unknown.certainlyNotSent()) {
            throw unknown;
        }
        return ReadMoneyBack.allRefunds(account, intent).stream()
                .filter(it -> it.getMetadata() != null && key.equals(it.getMetadata().get(KEY)))
                .filter(ReadMoneyBack::isGivenBack)
                .map(Refund::getId)
                .findFirst()
                .orElseThrow(() -> unknown);
    }

    private static String checked(Refund made, long minor)
            throws GatewayUnavailable, RefundRefused {
        if (made.getId() == null || made.getAmount() == null || made.getAmount() != minor) {
            throw GatewayUnavailable.outcomeUnknown("Another refund was confirmed");
        }
        if (made.getStatus() == null) {
            throw ReadPayments.nonsense();
        }
        if (!ReadMoneyBack.isGivenBack(made)) {
            throw new RefundRefused("The donor's bank did not take the refund");
        }
        return made.getId();
    }
}
