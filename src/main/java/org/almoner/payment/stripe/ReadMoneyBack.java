package org.almoner.payment.stripe;

import com.stripe.model.Charge;
import com.stripe.model.Dispute;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Refund;
import com.stripe.model.StripeCollection;
import com.stripe.param.DisputeListParams;
import com.stripe.param.RefundListParams;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.almoner.money.Money;
import org.almoner.payment.GatewayUnavailable;
import org.almoner.payment.ProviderReport;
import org.almoner.payment.ProviderReport.Reversal;
import org.almoner.payment.ReversalKind;

/**
 * What flowed back of an intent, and who doubts it. Refunds come with the intent itself; only those
 * beyond the tenth, and disputes, are asked for.
 *
 * @param reversals for good, oldest first
 * @param disputes about money, open or over
 * @param failed ids of refunds that came back
 */
record ReadMoneyBack(
        List<Reversal> reversals, List<ProviderReport.Dispute> disputes, List<String> failed) {

    private static final long PAGE = 100;
    private static final int MOST_PAGES = 20;

    static ReadMoneyBack of(StripeAccount account, PaymentIntent told) throws GatewayUnavailable {
        List<Dispute> disputes = disputes(account, told);
        List<Refund> refunds = refunds(account, told);
        return new ReadMoneyBack(
                reversals(refunds, disputes),
                disputes.stream()
                        .map(one -> new ProviderReport.Dispute(one.getId(), isOver(one)))
                        .toList(),
                refunds.stream().filter(it -> !isGivenBack(it)).map(Refund::getId).toList());
    }

    private static List<Refund> refunds(StripeAccount account, PaymentIntent told)
            throws GatewayUnavailable {
        Charge charge = told.getLatestChargeObject();
        if (charge == null) {
            return List.of();
        }
        boolean isWhole = charge.getRefunds() != null && !charge.getRefunds().getHasMore();
        if (isWhole) {
            return charge.getRefunds().getData();
        }
        return charge.getRefunds() == null && charge.getAmountRefunded() == 0
                ? List.of()
                : allRefunds(account, told.getId());
    }

    /** Every refund of an intent, however many. */
    static List<Refund> allRefunds(StripeAccount account, String intent) throws GatewayUnavailable {
        List<Refund> all = new ArrayList<>();
        String after = null;
        for (int page = 0; page < MOST_PAGES; page++) {
            RefundListParams.Builder params =
                    RefundListParams.builder().setPaymentIntent(intent).setLimit(PAGE);
            if (after != null) {
                params.setStartingAfter(after);
            }
            StripeCollection<Refund> slice =
                    account.read(
                            client ->
                                    client.v1()
                                            .refunds()
                                            .list(
                                                    params.build(),
                                                    StripeAccount.within(StripeAccount.SHORT)));
            all.addAll(slice.getData());
            if (!slice.getHasMore()) {
                return all;
            }
            after = all.get(all.size() - 1).getId();
        }
        throw GatewayUnavailable.outcomeUnknown("There are more refunds than anybody makes");
    }

    /** Disputes about money; an inquiry of the bank (warning_…) takes none. */
    private static List<Dispute> disputes(StripeAccount account, PaymentIntent told)
            throws GatewayUnavailable {
        Charge charge = told.getLatestChargeObject();
        if (charge == null || !charge.getDisputed()) {
            return List.of();
        }
        DisputeListParams params =
                DisputeListParams.builder().setPaymentIntent(told.getId()).setLimit(PAGE).build();
        return account
                .read(
                        client ->
                                client.v1()
                                        .disputes()
                                        .list(params, StripeAccount.within(StripeAccount.SHORT)))
                .getData()
                .stream()
                .filter(one -> isOver(one) || isOpen(one))
                .toList();
    }

    private static boolean isOpen(Dispute dispute) {
        return dispute.getStatus().equals("needs_response")
                || dispute.getStatus().equals("under_review");
    }

    private static boolean isOver(Dispute dispute) {
        return switch (dispute.getStatus()) {
            case "won", "prevented", "lost" -> true;
            default -> false;
        };
    }

    private static boolean isLost(Dispute dispute) {
        return dispute.getStatus().equals("lost");
    }

    /** What flowed back for good, oldest first: refunds under way count, those that failed not. */
    private static List<Reversal> reversals(List<Refund> refunds, List<Dispute> disputes) {
        record Dated(long created, Reversal reversal) {}
        List<Dated> all = new ArrayList<>();
        for (Refund refund : refunds) {
            if (isGivenBack(refund)) {
                Money back = StripeAmount.money(refund.getAmount(), refund.getCurrency());
                all.add(
                        new Dated(
                                refund.getCreated(),
                                new Reversal(refund.getId(), ReversalKind.REFUND, back)));
            }
        }
        for (Dispute dispute : disputes) {
            if (isLost(dispute)) {
                Money lost = StripeAmount.money(dispute.getAmount(), dispute.getCurrency());
                all.add(
                        new Dated(
                                dispute.getCreated(),
                                new Reversal(
                                        dispute.getId(),
                                        ReversalKind.RETURN,
                                        lost,
                                        reason(dispute))));
            }
        }
        return all.stream()
                .sorted(Comparator.comparingLong(Dated::created))
                .map(Dated::reversal)
                .toList();
    }

    static boolean isGivenBack(Refund refund) {
        return switch (refund.getStatus()) {
            case "failed", "canceled" -> false;
            default -> true;
        };
    }

    /** As the rules of recurring gifts know it. */
    private static String reason(Dispute dispute) {
        return switch (String.valueOf(dispute.getReason())) {
            case "subscription_canceled" -> "DISPUTE_CANCELED";
            case "fraudulent", "unrecognized", "debit_not_authorized" -> "DISPUTE_FRAUD";
            default -> "DISPUTE_LOST";
        };
    }
}
