package org.almoner.payment.stripe;

import com.stripe.model.PaymentIntent;
import com.stripe.model.SetupIntent;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.PaymentIntentCreateParams.AutomaticPaymentMethods;
import com.stripe.param.PaymentIntentCreateParams.AutomaticPaymentMethods.AllowRedirects;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.almoner.payment.GatewayUnavailable;
import org.almoner.payment.NextAction;
import org.almoner.payment.PaymentRequest;
import org.almoner.payment.ProviderAnswer;
import org.almoner.payment.ProviderReport;
import org.almoner.payment.ProviderStatus;

/**
 * Asks Stripe for money. Whoever pays anew gets an intent to confirm in Stripe's form; what a saved
 * card pays is confirmed at once. The same payment always makes the same call under the same key.
 */
final class AskForCards {

    private final StripeAccounts accounts;
    private final ReadPayments payments;

    AskForCards(StripeAccounts accounts, ReadPayments payments) {
        this.accounts = accounts;
        this.payments = payments;
    }

    ProviderAnswer ask(PaymentRequest request) throws GatewayUnavailable {
        StripeAccount account = accounts.required(request.office());
        OptionalLong amount = StripeAmount.of(request.amount());
        if (amount.isEmpty()) {
            return declined(request, "amount_not_possible");
        }
        PaymentIntentCreateParams.Builder params =
                PaymentIntentCreateParams.builder()
                        .setAmount(amount.getAsLong())
                        .setCurrency(StripeAmount.code(request.amount().currency()))
                        .setAutomaticPaymentMethods(
                                AutomaticPaymentMethods.builder()
                                        .setEnabled(true)
                                        // Whoever chose a card shall not be sent to a bank's page.
                                        .setAllowRedirects(AllowRedirects.NEVER)
                                        .build())
                        .putMetadata(ReadPayments.PAYMENT, request.payment().toString());
        return request.saved() == null
                ? create(account, request, new Terms(params.build(), StripeAccount.USUALLY, false))
                : collect(account, request, params);
    }

    /**
     * How an intent is asked for.
     *
     * @param isForgotten whether it is with a card that was forgotten
     */
    private record Terms(PaymentIntentCreateParams params, Duration time, boolean isForgotten) {}

    private ProviderAnswer collect(
            StripeAccount account, PaymentRequest request, PaymentIntentCreateParams.Builder params)
            throws GatewayUnavailable {
        Optional<SetupIntent> saved =
                SaveCards.saved(account, request.saved().reference(), StripeAccount.QUICK);
        if (saved.isEmpty() || saved.get().getPaymentMethod() == null) {
            return declined(request, "method_not_ready");
        }
        params.setCustomer(saved.get().getCustomer())
                .setPaymentMethod(saved.get().getPaymentMethod())
                .setConfirm(true);
        if (!request.saved().donorPresent()) {
            params.setOffSession(true);
        }
        // A card that was forgotten since is asked for all the same: Stripe refuses, unless this
        // very call was made before and has its answer.
        boolean isForgotten = !SaveCards.isKept(saved.get());
        return create(
                account, request, new Terms(params.build(), StripeAccount.CHARGE, isForgotten));
    }

    private ProviderAnswer create(StripeAccount account, PaymentRequest request, Terms terms)
            throws GatewayUnavailable {
        try {
            PaymentIntent made =
                    account.ask(
                            client ->
                                    client.v1()
                                            .paymentIntents()
                                            .create(
                                                    terms.params(),
                                                    StripeAccount.keyed(
                                                            request.providerKey(), terms.time())));
            return checked(account, request, made);
        } catch (Refused refused) {
            return refused(account, request, refused, terms.isForgotten());
        } catch (GatewayUnavailable unknown) {
            return lookedUp(account, request, unknown);
        }
    }

    private static ProviderAnswer refused(
            StripeAccount account, PaymentRequest request, Refused refused, boolean isForgotten)
            throws GatewayUnavailable {
        if (refused.intent() != null) {
            return checked(account, request, refused.intent());
        }
        if (isForgotten) {
            return declined(request, "method_forgotten");
        }
        if (refused.isByBank() || refused.isAboutAmount()) {
            return declined(request, refused.code());
        }
        throw refused.asUnanswered();
    }

    /**
     * Stripe may have failed after the deed, and says so again under the same key for a day; what
     * it knows of the payment is the truth.
     */
    private ProviderAnswer lookedUp(
            StripeAccount account, PaymentRequest request, GatewayUnavailable unknown)
            throws GatewayUnavailable {
        if (unknown.certainlyNotSent()) {
            throw unknown;
        }
        try {
            return payments.search(account, request.payment(), StripeAccount.BRIEF)
                    .map(ProviderReport::answer)
                    .orElseThrow(() -> unknown);
        } catch (GatewayUnavailable silent) {
            throw unknown;
        }
    }

    private static ProviderAnswer checked(
            StripeAccount account, PaymentRequest request, PaymentIntent told)
            throws GatewayUnavailable {
        boolean isOurs =
                ReadPayments.ours(told.getMetadata()).filter(request.payment()::equals).isPresent();
        if (!isOurs) {
            throw GatewayUnavailable.outcomeUnknown("The answer is about another payment");
        }
        return ReadPayments.answer(account, told);
    }

    /** Nothing was made of it, so there is no reference. */
    private static ProviderAnswer declined(PaymentRequest request, String code) {
        return new ProviderAnswer(
                null, ProviderStatus.DECLINED, request.amount(), code, new NextAction.None());
    }
}
