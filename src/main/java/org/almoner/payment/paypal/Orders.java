package org.almoner.payment.paypal;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.almoner.money.Money;
import org.almoner.office.Office;
import org.almoner.payment.GatewayUnavailable;
import org.almoner.payment.NextAction;
import org.almoner.payment.PaymentId;
import org.almoner.payment.PaymentRequest;
import org.almoner.payment.PaymentTrace;
import org.almoner.payment.ProviderAnswer;
import org.almoner.payment.ProviderReport;
import org.almoner.payment.ProviderStatus;
import org.jboss.logging.Logger;

/**
 * Orders (v2): made by us, agreed to by the donor, captured by us. An order made with an account
 * that was left with us is captured as it is made.
 */
final class Orders {

    private static final Logger LOG = Logger.getLogger(Orders.class);

    /** The donor can choose another way to pay, or must confirm something, on the same page. */
    private static final Set<String> BACK_TO_THE_DONOR =
            Set.of(
                    "INSTRUMENT_DECLINED",
                    "PAYER_ACTION_REQUIRED",
                    "REDIRECT_PAYER_FOR_ALTERNATE_FUNDING",
                    "ORDER_NOT_APPROVED");

    /** What makes no difference to the money: somebody was quicker, or it is being done. */
    private static final String ALREADY = "ORDER_ALREADY_CAPTURED";

    /** The invoice was paid before: money may have been taken that we have not heard of. */
    private static final String PAID_BEFORE = "DUPLICATE_INVOICE_ID";

    private static final String NO_SUCH_TOKEN = "TOKEN_ID_NOT_FOUND";

    private final PaypalConnection connection;
    private final ReadOrder read;
    private final Disputes disputes;
    private final LostOrders lost;

    Orders(PaypalConnection connection, ReadOrder read, Disputes disputes, LostOrders lost) {
        this.connection = connection;
        this.read = read;
        this.disputes = disputes;
        this.lost = lost;
    }

    ProviderAnswer make(PaypalAccount account, PaymentRequest request, Office office)
            throws GatewayUnavailable {
        OrderCall call;
        try {
            call = OrderCall.of(request, office);
        } catch (IllegalArgumentException unpayable) {
            throw GatewayUnavailable.notReached(unpayable.getMessage());
        }
        PaypalHttp.Answer answer =
                connection.post(account, "/v2/checkout/orders", request.providerKey(), call);
        if (answer.isSuccess()) {
            ProviderAnswer made =
                    read.report(answer.as(Told.Order.class), request.payment(), account, List.of())
                            .answer();
            return request.saved() == null ? made : withoutDonor(made, request.saved());
        }
        return refused(answer, request);
    }

    /** Collected while the donor is away: what only the donor could do is not done. */
    private static ProviderAnswer withoutDonor(ProviderAnswer made, PaymentRequest.Saved saved) {
        boolean asksTheDonor = made.nextAction() instanceof NextAction.Redirect;
        return made.status() == ProviderStatus.PENDING && asksTheDonor && !saved.donorPresent()
                ? new ProviderAnswer(
                        made.reference(),
                        ProviderStatus.DECLINED,
                        made.amount(),
                        "PAYER_ACTION_REQUIRED",
                        new NextAction.None())
                : made;
    }

    /** PayPal says no to making an order: nothing was made, except where it was made before. */
    private static ProviderAnswer refused(PaypalHttp.Answer answer, PaymentRequest request)
            throws GatewayUnavailable {
        List<String> issues = answer.issues();
        boolean isNo =
                answer.status() == 422
                        && !issues.isEmpty()
                        && !issues.contains(PAID_BEFORE)
                        && !isAboutOurKey(issues);
        boolean isGone = answer.status() == 404 && request.saved() != null && !issues.isEmpty();
        if (!isNo && !isGone) {
            throw answer.unexpected();
        }
        return declined(null, request.amount(), isGone ? NO_SUCH_TOKEN : issues.get(0));
    }

    /** PayPal knows the key from another request: what was done under it is not told. */
    private static boolean isAboutOurKey(List<String> issues) {
        return issues.stream().anyMatch(issue -> issue.contains("REQUEST_ID"));
    }

    private static ProviderAnswer declined(String order, Money amount, String code) {
        return new ProviderAnswer(
                order, ProviderStatus.DECLINED, amount, code, new NextAction.None());
    }

    /** Looks up and changes nothing. */
    Optional<ProviderReport> find(PaypalAccount account, PaymentTrace trace)
            throws GatewayUnavailable {
        if (trace.reference() == null) {
            return lost.find(account, trace);
        }
        Optional<Told.Order> order = order(account, trace.reference());
        return order.isEmpty()
                ? Optional.empty()
                : Optional.of(report(account, trace.payment(), order.get()));
    }

    /** The order that a capture belongs to. */
    Optional<String> ofCapture(PaypalAccount account, String capture) throws GatewayUnavailable {
        return lost.order(account, capture);
    }

    /** An order with what became of its money. */
    ProviderReport report(PaypalAccount account, PaymentId payment, Told.Order order)
            throws GatewayUnavailable {
        List<Told.Capture> captures = ReadOrder.captures(read.unit(order, payment, account));
        List<Told.Dispute> about =
                captures.isEmpty()
                        ? List.of()
                        : disputes.about(account, captures.get(captures.size() - 1).id());
        return read.report(order, payment, account, about);
    }

    Optional<Told.Order> order(PaypalAccount account, String id) throws GatewayUnavailable {
        PaypalHttp.Answer answer =
                connection.get(account, "/v2/checkout/orders/" + PaypalPath.part(id));
        if (answer.status() == 200) {
            return Optional.of(answer.as(Told.Order.class));
        }
        if (answer.status() == 404 && answer.issues().stream().anyMatch(Orders::isUnknown)) {
            return Optional.empty();
        }
        throw answer.unexpected();
    }

    /** A 404 alone may come from anybody on the way; it must say what is not there. */
    private static boolean isUnknown(String issue) {
        return issue.equals("RESOURCE_NOT_FOUND") || issue.equals("INVALID_RESOURCE_ID");
    }

    /**
     * Captures what the donor has agreed to. PayPal drops orders that nobody agreed to: one that is
     * not there any more has ended.
     */
    Optional<ProviderReport> complete(PaypalAccount account, PaymentTrace trace, Money expected)
            throws GatewayUnavailable {
        if (trace.reference() == null) {
            return lost.find(account, trace);
        }
        Optional<Told.Order> found = order(account, trace.reference());
        if (found.isEmpty()) {
            return Optional.of(lost.ended(trace, expected));
        }
        Told.Order order = found.get();
        ProviderReport known = report(account, trace.payment(), order);
        boolean isAgreed =
                order.status().equals("APPROVED")
                        && known.answer().status() == ProviderStatus.PENDING
                        && ReadOrder.captures(order.purchaseUnits().get(0)).isEmpty();
        boolean isOurs = known.answer().amount().equals(expected);
        return Optional.of(
                isAgreed && isOurs ? capture(account, trace.payment(), order, expected) : known);
    }

    private ProviderReport capture(
            PaypalAccount account, PaymentId payment, Told.Order order, Money amount)
            throws GatewayUnavailable {
        PaypalHttp.Answer answer =
                connection.post(
                        account,
                        "/v2/checkout/orders/" + PaypalPath.part(order.id()) + "/capture",
                        key(payment, order),
                        Map.of());
        if (answer.isSuccess()) {
            return read.report(answer.as(Told.Order.class), payment, account, List.of());
        }
        List<String> issues = answer.issues();
        if (answer.status() != 422 || issues.isEmpty() || isAboutOurKey(issues)) {
            throw answer.unexpected();
        }
        if (issues.contains(ALREADY) || issues.contains(PAID_BEFORE)) {
            return again(account, payment, order);
        }
        if (issues.stream().anyMatch(BACK_TO_THE_DONOR::contains)) {
            LOG.infof("Payment %s goes back to the donor: %s", payment, issues);
            return read.report(order, payment, account, List.of());
        }
        return new ProviderReport(
                payment, declined(order.id(), amount, issues.get(0)), List.of(), List.of(), false);
    }

    private ProviderReport again(PaypalAccount account, PaymentId payment, Told.Order order)
            throws GatewayUnavailable {
        Told.Order now =
                order(account, order.id())
                        .orElseThrow(
                                () -> GatewayUnavailable.outcomeUnknown("The order is not there"));
        return report(account, payment, now);
    }

    /**
     * The same for everybody who sees the same consent, and another one after the donor has agreed
     * anew: under the old key PayPal would only repeat its refusal. That money moves once is not
     * left to the key alone, for PayPal captures an order once.
     */
    private static String key(PaymentId payment, Told.Order order) {
        String agreed = order.updateTime() == null ? order.createTime() : order.updateTime();
        try {
            return "cap-" + payment + "-" + Instant.parse(agreed).getEpochSecond();
        } catch (java.time.format.DateTimeParseException | NullPointerException untold) {
            return "cap-" + payment;
        }
    }
}
