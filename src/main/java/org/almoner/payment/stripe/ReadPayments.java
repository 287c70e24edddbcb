package org.almoner.payment.stripe;

import com.stripe.model.PaymentIntent;
import com.stripe.param.PaymentIntentRetrieveParams;
import com.stripe.param.PaymentIntentSearchParams;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.almoner.payment.GatewayUnavailable;
import org.almoner.payment.NextAction;
import org.almoner.payment.PaymentId;
import org.almoner.payment.PaymentTrace;
import org.almoner.payment.ProviderAnswer;
import org.almoner.payment.ProviderReport;
import org.almoner.payment.ProviderStatus;
import org.jboss.logging.Logger;

/** Our reading of Stripe's intents to pay; anything odd leaves the outcome unknown. */
final class ReadPayments {

    /** The one thing Stripe is told of a payment beyond its amount. */
    static final String PAYMENT = "almoner_payment";

    /** The charge that succeeded, with what was given back of it: in the same call. */
    static final String WITH_REFUNDS = "latest_charge.refunds";

    private static final Logger LOG = Logger.getLogger(ReadPayments.class);

    private final StripeAccounts accounts;

    ReadPayments(StripeAccounts accounts) {
        this.accounts = accounts;
    }

    /** By the reference where it is known, which is always up to date; else by the search. */
    Optional<ProviderReport> lookUp(PaymentTrace trace) throws GatewayUnavailable {
        for (StripeAccount account : accounts.candidates(trace.office())) {
            Optional<ProviderReport> found =
                    trace.reference() == null
                            ? search(account, trace.payment(), StripeAccount.SHORT)
                            : byReference(account, trace);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Optional<ProviderReport> byReference(StripeAccount account, PaymentTrace trace)
            throws GatewayUnavailable {
        Optional<PaymentIntent> found = intent(account, trace.reference(), StripeAccount.USUALLY);
        return found.isPresent()
                ? Optional.of(report(account, found.get(), trace.payment(), false))
                : Optional.empty();
    }

    /** An intent as it is now, with its charge and refunds. */
    static Optional<PaymentIntent> intent(StripeAccount account, String reference, Duration time)
            throws GatewayUnavailable {
        PaymentIntentRetrieveParams params =
                PaymentIntentRetrieveParams.builder().addExpand(WITH_REFUNDS).build();
        try {
            return Optional.of(
                    account.ask(
                            client ->
                                    client.v1()
                                            .paymentIntents()
                                            .retrieve(
                                                    reference,
                                                    params,
                                                    StripeAccount.within(time))));
        } catch (Refused refused) {
            if (refused.isAboutNothing()) {
                return Optional.empty();
            }
            throw refused.asUnanswered();
        }
    }

    /**
     * By our id. The search may be behind by a minute and more, so nothing found proves nothing
     * while the key is remembered; and what it finds is read anew.
     */
    Optional<ProviderReport> search(StripeAccount account, PaymentId payment, Duration time)
            throws GatewayUnavailable {
        PaymentIntentSearchParams params =
                PaymentIntentSearchParams.builder()
                        .setQuery("metadata['" + PAYMENT + "']:'" + payment.value() + "'")
                        .setLimit(2L)
                        .build();
        List<PaymentIntent> found =
                account.read(
                                client ->
                                        client.v1()
                                                .paymentIntents()
                                                .search(params, StripeAccount.within(time)))
                        .getData();
        if (found.size() > 1) {
            LOG.errorf("Stripe has several intents for payment %s", payment);
        }
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        report(
                                account,
                                intent(account, found.get(0).getId(), time)
                                        .orElseThrow(ReadPayments::nonsense),
                                payment,
                                found.size() > 1));
    }

    /**
     * The whole truth about an intent.
     *
     * @param expected which payment it must be; {@code null} for any of ours
     */
    ProviderReport report(
            StripeAccount account, PaymentIntent told, PaymentId expected, boolean ambiguous)
            throws GatewayUnavailable {
        try {
            PaymentId payment = ours(told.getMetadata()).orElseThrow(ReadPayments::nonsense);
            if (expected != null && !expected.equals(payment)) {
                throw GatewayUnavailable.outcomeUnknown("The answer is about another payment");
            }
            ReadMoneyBack back = ReadMoneyBack.of(account, told);
            return new ProviderReport(
                    payment,
                    answer(account, told),
                    back.reversals(),
                    back.disputes(),
                    ambiguous,
                    null,
                    back.failed());
        } catch (IllegalArgumentException | NullPointerException garbage) {
            throw nonsense();
        }
    }

    /** What an intent says of itself; where it makes no sense the outcome is unknown. */
    static ProviderAnswer answer(StripeAccount account, PaymentIntent told)
            throws GatewayUnavailable {
        try {
            if (told.getLivemode() != account.isLive()) {
                throw GatewayUnavailable.outcomeUnknown("The answer is from another world");
            }
            ProviderStatus status = status(told);
            long amount =
                    status == ProviderStatus.SETTLED ? told.getAmountReceived() : told.getAmount();
            return new ProviderAnswer(
                    told.getId(),
                    status,
                    StripeAmount.money(amount, told.getCurrency()),
                    status == ProviderStatus.DECLINED
                            ? Refused.code(told.getLastPaymentError())
                            : null,
                    status == ProviderStatus.PENDING && waitsForDonor(told)
                            ? new NextAction.ConfirmCard(
                                    told.getClientSecret(), account.publishableKey())
                            : new NextAction.None());
        } catch (IllegalArgumentException | NullPointerException garbage) {
            throw nonsense();
        }
    }

    private static ProviderStatus status(PaymentIntent told) {
        return switch (told.getStatus()) {
            case "succeeded" -> ProviderStatus.SETTLED;
            case "canceled" -> ProviderStatus.EXPIRED;
            case "processing", "requires_action", "requires_confirmation", "requires_capture" ->
                    ProviderStatus.PENDING;
            case "requires_payment_method" ->
                    isCollection(told) && told.getLastPaymentError() != null
                            ? ProviderStatus.DECLINED
                            : ProviderStatus.PENDING;
            default -> throw new IllegalArgumentException("An unknown status");
        };
    }

    /**
     * Only what is collected with a saved card has a customer at Stripe. Nobody is there to try
     * another card, so its decline is the end; a donor at the form may try as often as they like.
     */
    static boolean isCollection(PaymentIntent told) {
        return told.getCustomer() != null;
    }

    static boolean waitsForDonor(PaymentIntent told) {
        return switch (told.getStatus()) {
            case "requires_payment_method" -> !isCollection(told);
            case "requires_action", "requires_confirmation" -> true;
            default -> false;
        };
    }

    /** Whose payment it is, when it is one of ours. */
    static Optional<PaymentId> ours(Map<String, String> metadata) {
        String id = metadata == null ? null : metadata.get(PAYMENT);
        try {
            return id == null || id.length() != 36
                    ? Optional.empty()
                    : Optional.of(new PaymentId(UUID.fromString(id)));
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    static GatewayUnavailable nonsense() {
        return GatewayUnavailable.outcomeUnknown("Stripe's answer makes no sense");
    }
}
