package org.almoner.payment.paypal;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.almoner.money.Money;
import org.almoner.payment.GatewayUnavailable;
import org.almoner.payment.NextAction;
import org.almoner.payment.PaymentId;
import org.almoner.payment.ProviderAnswer;
import org.almoner.payment.ProviderReport;
import org.almoner.payment.ProviderStatus;
import org.almoner.payment.ReversalKind;

/** Our reading of an order; anything odd leaves the outcome unknown. */
final class ReadOrder {

    /** Links to where the donor agrees: older and newer orders name them differently. */
    private static final Set<String> APPROVE = Set.of("approve", "payer-action");

    private final PaypalAccounts accounts;

    ReadOrder(PaypalAccounts accounts) {
        this.accounts = accounts;
    }

    /**
     * The state of an order and of the money that it moved.
     *
     * @param disputes what PayPal says of disputes about it
     * @throws GatewayUnavailable when it makes no sense, or is about something else than the
     *     payment
     */
    ProviderReport report(
            Told.Order order, PaymentId payment, PaypalAccount account, List<Told.Dispute> disputes)
            throws GatewayUnavailable {
        Told.Unit unit = unit(order, payment, account);
        try {
            List<Told.Capture> captures = captures(unit);
            Optional<Told.Capture> capture = decisive(captures);
            ProviderAnswer answer = answer(order, unit, capture);
            return new ProviderReport(
                    payment,
                    answer,
                    capture.isPresent()
                            ? reversals(unit, capture.get(), disputes)
                            : List.<ProviderReport.Reversal>of(),
                    disputes.stream()
                            .map(
                                    dispute ->
                                            new ProviderReport.Dispute(
                                                    dispute.disputeId(), Disputes.isOver(dispute)))
                            .toList(),
                    captures.stream().filter(ReadOrder::mayHaveTakenMoney).count() > 1);
        } catch (IllegalArgumentException | NullPointerException garbage) {
            throw GatewayUnavailable.outcomeUnknown("The order makes no sense");
        }
    }

    /** The one thing the order is for, if it is our payment on our account. */
    Told.Unit unit(Told.Order order, PaymentId payment, PaypalAccount account)
            throws GatewayUnavailable {
        if (order.id() == null || order.status() == null || order.purchaseUnits().size() != 1) {
            throw GatewayUnavailable.outcomeUnknown("The order makes no sense");
        }
        Told.Unit unit = order.purchaseUnits().get(0);
        if (!payment.toString().equals(unit.customId())) {
            throw GatewayUnavailable.outcomeUnknown("The order is about another payment");
        }
        if (unit.payee() != null
                && unit.payee().merchantId() != null
                && !unit.payee().merchantId().equals(account.merchantId())) {
            throw GatewayUnavailable.outcomeUnknown("The order is on another account");
        }
        return unit;
    }

    static List<Told.Capture> captures(Told.Unit unit) {
        return unit.payments() == null ? List.of() : unit.payments().captures();
    }

    /** What counts of several tries: the one that took money, or may yet. */
    private static Optional<Told.Capture> decisive(List<Told.Capture> captures) {
        return captures.stream()
                .filter(ReadOrder::mayHaveTakenMoney)
                .findFirst()
                .or(
                        () ->
                                captures.isEmpty()
                                        ? Optional.empty()
                                        : Optional.of(captures.get(captures.size() - 1)));
    }

    private static boolean mayHaveTakenMoney(Told.Capture capture) {
        return !Set.of("DECLINED", "FAILED").contains(capture.status());
    }

    private ProviderAnswer answer(
            Told.Order order, Told.Unit unit, Optional<Told.Capture> capture) {
        if (capture.isEmpty()) {
            return new ProviderAnswer(
                    order.id(),
                    uncaptured(order.status()),
                    PaypalAmounts.read(unit.amount()),
                    null,
                    approval(order));
        }
        ProviderStatus status = captured(capture.get().status());
        return new ProviderAnswer(
                order.id(),
                status,
                PaypalAmounts.read(capture.get().amount()),
                status == ProviderStatus.DECLINED ? declineCode(capture.get()) : null,
                new NextAction.None());
    }

    private static ProviderStatus uncaptured(String status) {
        return switch (status) {
            case "CREATED", "SAVED", "APPROVED", "PAYER_ACTION_REQUIRED" -> ProviderStatus.PENDING;
            case "VOIDED" -> ProviderStatus.EXPIRED;
            default -> throw new IllegalArgumentException("Not a state of an open order");
        };
    }

    /** A capture that is pending waits for an eCheck, a review or the like. */
    private static ProviderStatus captured(String status) {
        return switch (status) {
            case "COMPLETED", "PARTIALLY_REFUNDED", "REFUNDED" -> ProviderStatus.SETTLED;
            case "PENDING" -> ProviderStatus.PENDING;
            case "DECLINED", "FAILED" -> ProviderStatus.DECLINED;
            default -> throw new IllegalArgumentException("Not a state of a capture");
        };
    }

    private static String declineCode(Told.Capture capture) {
        String reason = capture.statusDetails() == null ? null : capture.statusDetails().reason();
        return reason != null && reason.matches("[A-Z_]{1,60}")
                ? reason
                : "CAPTURE_" + capture.status();
    }

    /** Where the donor agrees; nothing once they have, or where the address is not PayPal's. */
    NextAction approval(Told.Order order) {
        return page(order.links());
    }

    NextAction page(List<Told.Link> links) {
        return links.stream()
                .filter(link -> link.rel() != null && APPROVE.contains(link.rel()))
                .map(Told.Link::href)
                .filter(this::isPaypalsPage)
                .findFirst()
                .<NextAction>map(NextAction.Redirect::new)
                .orElse(new NextAction.None());
    }

    private boolean isPaypalsPage(String href) {
        try {
            return accounts.isPaypalsPage(URI.create(href));
        } catch (IllegalArgumentException | NullPointerException noAddress) {
            return false;
        }
    }

    private static List<ProviderReport.Reversal> reversals(
            Told.Unit unit, Told.Capture capture, List<Told.Dispute> disputes) {
        List<ProviderReport.Reversal> back = new ArrayList<>();
        List<Told.Dispute> lost = disputes.stream().filter(Disputes::isLost).toList();
        for (Told.Dispute dispute : lost) {
            back.add(
                    new ProviderReport.Reversal(
                            dispute.disputeId(),
                            ReversalKind.RETURN,
                            Disputes.taken(dispute),
                            dispute.reason()));
        }
        for (Told.Refund refund : refunds(unit, lost)) {
            back.add(
                    new ProviderReport.Reversal(
                            refund.id(), ReversalKind.REFUND, PaypalAmounts.read(refund.amount())));
        }
        unexplained(capture, back, disputes).ifPresent(back::add);
        return back;
    }

    /**
     * Refunds that happened or are on their way. One that PayPal made to carry a lost dispute out
     * is the dispute's movement, told already: it is not one of ours, came after the dispute and is
     * as large.
     */
    private static List<Told.Refund> refunds(Told.Unit unit, List<Told.Dispute> lost) {
        if (unit.payments() == null) {
            return List.of();
        }
        List<Told.Refund> refunds = new ArrayList<>(unit.payments().refunds());
        refunds.removeIf(refund -> !Set.of("COMPLETED", "PENDING").contains(refund.status()));
        Set<String> explained = new HashSet<>();
        for (Told.Dispute dispute : lost) {
            refunds.stream()
                    .filter(refund -> refund.invoiceId() == null)
                    .filter(refund -> !explained.contains(refund.id()))
                    .filter(refund -> isAfter(refund.createTime(), dispute.createTime()))
                    .filter(
                            refund ->
                                    PaypalAmounts.read(refund.amount())
                                            .equals(Disputes.taken(dispute)))
                    .findFirst()
                    .ifPresent(refund -> explained.add(refund.id()));
        }
        refunds.removeIf(refund -> explained.contains(refund.id()));
        return refunds;
    }

    private static boolean isAfter(String refunded, String disputed) {
        return refunded == null
                || disputed == null
                || !java.time.Instant.parse(refunded).isBefore(java.time.Instant.parse(disputed));
    }

    /** All is gone and nobody says why: PayPal or the bank took it back (a reversal). */
    private static Optional<ProviderReport.Reversal> unexplained(
            Told.Capture capture, List<ProviderReport.Reversal> back, List<Told.Dispute> disputes) {
        if (!"REFUNDED".equals(capture.status())
                || disputes.stream().anyMatch(dispute -> !Disputes.isOver(dispute))) {
            return Optional.empty();
        }
        Money rest = PaypalAmounts.read(capture.amount());
        for (ProviderReport.Reversal one : back) {
            if (one.amount().isMoreThan(rest)) {
                return Optional.empty();
            }
            rest = rest.minus(one.amount());
        }
        return rest.isZero()
                ? Optional.empty()
                : Optional.of(
                        new ProviderReport.Reversal(
                                "REV-" + capture.id(), ReversalKind.RETURN, rest));
    }
}
