package org.almoner.payment.stripe;

import com.stripe.model.Customer;
import com.stripe.model.PaymentMethod;
import com.stripe.model.SetupIntent;
import com.stripe.model.StripeCollection;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.CustomerSearchParams;
import com.stripe.param.SetupIntentCancelParams;
import com.stripe.param.SetupIntentCreateParams;
import com.stripe.param.SetupIntentCreateParams.AutomaticPaymentMethods;
import com.stripe.param.SetupIntentCreateParams.AutomaticPaymentMethods.AllowRedirects;
import com.stripe.param.SetupIntentListParams;
import com.stripe.param.SetupIntentRetrieveParams;
import java.time.Duration;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.almoner.payment.GatewayUnavailable;
import org.almoner.payment.MethodAnswer;
import org.almoner.payment.MethodReport;
import org.almoner.payment.MethodStatus;
import org.almoner.payment.MethodTrace;
import org.almoner.payment.NextAction;
import org.almoner.payment.SaveRequest;
import org.almoner.payment.SavedMethodId;

/**
 * Cards that are kept for regular gifts. Each has a customer of its own at Stripe, about whom
 * nothing is told but our id of the method, and an intent to set it up, whose id is the reference.
 */
final class SaveCards {

    static final String METHOD = "almoner_method";

    private static final String WITH_CARD = "payment_method";

    private final StripeAccounts accounts;

    SaveCards(StripeAccounts accounts) {
        this.accounts = accounts;
    }

    MethodAnswer save(SaveRequest request) throws GatewayUnavailable {
        StripeAccount account = accounts.required(request.office());
        try {
            Customer customer = customer(account, request);
            SetupIntentCreateParams params =
                    SetupIntentCreateParams.builder()
                            .setCustomer(customer.getId())
                            .setUsage(SetupIntentCreateParams.Usage.OFF_SESSION)
                            .setAutomaticPaymentMethods(
                                    AutomaticPaymentMethods.builder()
                                            .setEnabled(true)
                                            .setAllowRedirects(AllowRedirects.NEVER)
                                            .build())
                            .putMetadata(METHOD, request.id().toString())
                            .addExpand(WITH_CARD)
                            .build();
            SetupIntent made =
                    account.ask(
                            client ->
                                    client.v1()
                                            .setupIntents()
                                            .create(
                                                    params,
                                                    StripeAccount.keyed(
                                                            request.providerKey(),
                                                            StripeAccount.SHORT)));
            return report(account, made, request.id()).answer();
        } catch (Refused refused) {
            if (!refused.isByBank()) {
                throw refused.asUnanswered();
            }
            return new MethodAnswer(
                    null, MethodStatus.DECLINED, null, refused.code(), new NextAction.None(), null);
        }
    }

    private static Customer customer(StripeAccount account, SaveRequest request)
            throws GatewayUnavailable, Refused {
        CustomerCreateParams params =
                CustomerCreateParams.builder().putMetadata(METHOD, request.id().toString()).build();
        return account.ask(
                client ->
                        client.v1()
                                .customers()
                                .create(
                                        params,
                                        StripeAccount.keyed(
                                                request.providerKey() + "-customer",
                                                StripeAccount.SHORT)));
    }

    Optional<MethodAnswer> lookUp(MethodTrace trace) throws GatewayUnavailable {
        for (StripeAccount account : accounts.candidates(trace.office())) {
            Optional<SetupIntent> found =
                    trace.reference() == null
                            ? search(account, trace.method())
                            : saved(account, trace.reference(), StripeAccount.SHORT);
            if (found.isPresent()) {
                return Optional.of(report(account, found.get(), trace.method()).answer());
            }
        }
        return Optional.empty();
    }

    /** The intent by which a card was saved, with the card; empty when Stripe knows none. */
    static Optional<SetupIntent> saved(StripeAccount account, String reference, Duration time)
            throws GatewayUnavailable {
        SetupIntentRetrieveParams params =
                SetupIntentRetrieveParams.builder().addExpand(WITH_CARD).build();
        try {
            return Optional.of(
                    account.ask(
                            client ->
                                    client.v1()
                                            .setupIntents()
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

    /** Intents to set up cannot be searched for; their customers can. */
    private static Optional<SetupIntent> search(StripeAccount account, SavedMethodId method)
            throws GatewayUnavailable {
        CustomerSearchParams params =
                CustomerSearchParams.builder()
                        .setQuery("metadata['" + METHOD + "']:'" + method.value() + "'")
                        .setLimit(1L)
                        .build();
        List<Customer> customers =
                account.read(
                                client ->
                                        client.v1()
                                                .customers()
                                                .search(
                                                        params,
                                                        StripeAccount.within(StripeAccount.SHORT)))
                        .getData();
        if (customers.isEmpty()) {
            return Optional.empty();
        }
        SetupIntentListParams theirs =
                SetupIntentListParams.builder()
                        .setCustomer(customers.get(0).getId())
                        .setLimit(1L)
                        .addExpand("data." + WITH_CARD)
                        .build();
        return list(account, theirs).getData().stream().findFirst();
    }

    static StripeCollection<SetupIntent> list(StripeAccount account, SetupIntentListParams params)
            throws GatewayUnavailable {
        return account.read(
                client ->
                        client.v1()
                                .setupIntents()
                                .list(params, StripeAccount.within(StripeAccount.SHORT)));
    }

    void forget(MethodTrace trace) throws GatewayUnavailable {
        StripeAccount account = accounts.required(trace.office());
        Optional<SetupIntent> found = saved(account, trace.reference(), StripeAccount.SHORT);
        if (found.isEmpty()) {
            return;
        }
        SetupIntent intent = found.get();
        if (isOpen(intent)) {
            cancel(
                    account,
                    intent.getId(),
                    SetupIntentCancelParams.CancellationReason.REQUESTED_BY_CUSTOMER);
        } else if (isKept(intent)) {
            detach(account, intent.getPaymentMethod());
        }
    }

    static void cancel(
            StripeAccount account, String intent, SetupIntentCancelParams.CancellationReason why)
            throws GatewayUnavailable {
        SetupIntentCancelParams params =
                SetupIntentCancelParams.builder().setCancellationReason(why).build();
        account.read(
                client ->
                        client.v1()
                                .setupIntents()
                                .cancel(
                                        intent,
                                        params,
                                        StripeAccount.keyed(
                                                "cancel-" + intent, StripeAccount.SHORT)));
    }

    private static void detach(StripeAccount account, String card) throws GatewayUnavailable {
        try {
            account.ask(
                    client ->
                            client.v1()
                                    .paymentMethods()
                                    .detach(
                                            card,
                                            StripeAccount.keyed(
                                                    "detach-" + card, StripeAccount.SHORT)));
        } catch (Refused refused) {
            // Somebody was faster, or it is not so; the next try looks again.
            throw GatewayUnavailable.outcomeUnknown("The card was not detached");
        }
    }

    /** Whether the donor may still confirm it. */
    static boolean isOpen(SetupIntent intent) {
        return switch (intent.getStatus()) {
            case "requires_payment_method", "requires_confirmation", "requires_action" -> true;
            default -> false;
        };
    }

    /** Whether its card is still attached. */
    static boolean isKept(SetupIntent intent) {
        PaymentMethod card = intent.getPaymentMethodObject();
        return card != null && card.getCustomer() != null;
    }

    /** Our reading of an intent; anything odd leaves the outcome unknown. */
    static MethodReport report(StripeAccount account, SetupIntent told, SavedMethodId expected)
            throws GatewayUnavailable {
        try {
            SavedMethodId method = ours(told.getMetadata()).orElseThrow(ReadPayments::nonsense);
            boolean isOther = expected != null && !expected.equals(method);
            if (isOther || told.getLivemode() != account.isLive()) {
                throw GatewayUnavailable.outcomeUnknown("The answer is about another method");
            }
            PaymentMethod card = told.getPaymentMethodObject();
            MethodStatus status = status(told);
            return new MethodReport(
                    method,
                    new MethodAnswer(
                            told.getId(),
                            status,
                            card == null ? null : label(card),
                            null,
                            isOpen(told)
                                    ? new NextAction.ConfirmCard(
                                            told.getClientSecret(), account.publishableKey())
                                    : new NextAction.None(),
                            card == null || card.getCard() == null
                                    ? null
                                    : YearMonth.of(
                                            Math.toIntExact(card.getCard().getExpYear()),
                                            Math.toIntExact(card.getCard().getExpMonth()))));
        } catch (IllegalArgumentException
                | ArithmeticException
                | java.time.DateTimeException
                | NullPointerException garbage) {
            throw ReadPayments.nonsense();
        }
    }

    private static MethodStatus status(SetupIntent told) {
        return switch (told.getStatus()) {
            case "succeeded" -> isKept(told) ? MethodStatus.ACTIVE : MethodStatus.REVOKED;
            case "canceled" ->
                    "requested_by_customer".equals(told.getCancellationReason())
                            ? MethodStatus.REVOKED
                            : MethodStatus.EXPIRED;
            case "processing",
                    "requires_action",
                    "requires_confirmation",
                    "requires_payment_method" ->
                    MethodStatus.PENDING;
            default -> throw new IllegalArgumentException("An unknown status");
        };
    }

    /** As donors know their card: brand and the last four digits. */
    private static String label(PaymentMethod card) {
        if (card.getCard() == null) {
            return capitalised(card.getType());
        }
        String brand =
                card.getCard().getDisplayBrand() == null
                        ? card.getCard().getBrand()
                        : card.getCard().getDisplayBrand();
        return capitalised(brand) + " •••• " + card.getCard().getLast4();
    }

    private static String capitalised(String name) {
        String plain = name.replace('_', ' ');
        return plain.substring(0, 1).toUpperCase(Locale.ROOT) + plain.substring(1);
    }

    static Optional<SavedMethodId> ours(Map<String, String> metadata) {
        String id = metadata == null ? null : metadata.get(METHOD);
        try {
            return id == null || id.length() != 36
                    ? Optional.empty()
                    : Optional.of(new SavedMethodId(UUID.fromString(id)));
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }
}
