package org.almoner.payment.stripe;

import com.stripe.model.BalanceTransaction;
import com.stripe.model.BalanceTransactionSource;
import com.stripe.model.Charge;
import com.stripe.model.Dispute;
import com.stripe.model.Payout;
import com.stripe.model.Refund;
import com.stripe.model.StripeCollection;
import com.stripe.param.BalanceTransactionListParams;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.almoner.payment.BalanceMovement;
import org.almoner.payment.BalanceMovement.Kind;
import org.almoner.payment.GatewayUnavailable;
import org.almoner.payment.PaymentId;
import org.almoner.payment.Slice;

/**
 * What moves the balance at Stripe. The kind follows from the category that Stripe keeps for
 * accounting (docs.stripe.com/reports/reporting-categories); what is not known for certain is a
 * matter for a person.
 */
final class ReadBalance {

    private static final String PAYOUT_PREFIX = "po_";

    private final StripeAccounts accounts;

    ReadBalance(StripeAccounts accounts) {
        this.accounts = accounts;
    }

    Slice<BalanceMovement> movements(
            String office, Instant from, Instant until, String cursor, int limit)
            throws GatewayUnavailable {
        BalanceTransactionListParams.Builder params =
                BalanceTransactionListParams.builder()
                        .setCreated(
                                BalanceTransactionListParams.Created.builder()
                                        .setGte(roundedUp(from))
                                        .setLt(roundedUp(until))
                                        .build());
        return list(accounts.required(office), params, cursor, limit);
    }

    Slice<BalanceMovement> of(String office, String payout, String cursor, int limit)
            throws GatewayUnavailable {
        BalanceTransactionListParams.Builder params =
                BalanceTransactionListParams.builder().setPayout(payout);
        Slice<BalanceMovement> all = list(accounts.required(office), params, cursor, limit);
        return new Slice<>(
                all.items().stream().filter(it -> !payout.equals(it.payout())).toList(),
                all.next());
    }

    /** Stripe's times are whole seconds, so that none is lost between two ends that meet. */
    private static long roundedUp(Instant time) {
        return time.getNano() == 0 ? time.getEpochSecond() : time.getEpochSecond() + 1;
    }

    private static Slice<BalanceMovement> list(
            StripeAccount account,
            BalanceTransactionListParams.Builder params,
            String cursor,
            int limit)
            throws GatewayUnavailable {
        params.setLimit((long) limit).addExpand("data.source");
        if (cursor != null) {
            params.setStartingAfter(cursor);
        }
        StripeCollection<BalanceTransaction> told =
                account.read(
                        client ->
                                client.v1()
                                        .balanceTransactions()
                                        .list(
                                                params.build(),
                                                StripeAccount.within(StripeAccount.USUALLY)));
        List<BalanceMovement> read = new ArrayList<>();
        for (BalanceTransaction one : told.getData()) {
            read.add(movement(account, one));
        }
        boolean isMore = told.getHasMore() && !told.getData().isEmpty();
        return new Slice<>(
                read, isMore ? told.getData().get(told.getData().size() - 1).getId() : null);
    }

    private static BalanceMovement movement(StripeAccount account, BalanceTransaction told)
            throws GatewayUnavailable {
        try {
            Kind kind = kind(told);
            Currency currency = StripeAmount.currency(told.getCurrency());
            long gross = StripeAmount.minor(told.getAmount(), currency);
            long fee = StripeAmount.minor(told.getFee(), currency);
            return new BalanceMovement(
                    told.getId(),
                    kind,
                    payment(account, told.getSourceObject()).orElse(null),
                    kind == Kind.FEE ? gross - fee : gross,
                    kind == Kind.FEE ? 0 : fee,
                    currency,
                    Instant.ofEpochSecond(told.getCreated()),
                    isPayout(kind) ? told.getSource() : null,
                    kind == Kind.PAYOUT ? arrival(told.getSourceObject()) : null);
        } catch (IllegalArgumentException | ArithmeticException | NullPointerException garbage) {
            throw ReadPayments.nonsense();
        }
    }

    private static boolean isPayout(Kind kind) {
        return kind == Kind.PAYOUT || kind == Kind.PAYOUT_FAILED;
    }

    private static Kind kind(BalanceTransaction told) {
        boolean namesPayout =
                told.getSource() != null && told.getSource().startsWith(PAYOUT_PREFIX);
        return switch (told.getReportingCategory()) {
            case "charge" -> Kind.PAYMENT;
            case "refund" -> Kind.REFUND;
            case "refund_failure" -> Kind.REFUND_FAILED;
            case "dispute" -> Kind.DISPUTE;
            case "dispute_reversal" -> Kind.DISPUTE_WON;
            case "fee", "tax" -> Kind.FEE;
            case "payout" -> namesPayout ? Kind.PAYOUT : Kind.OTHER;
            case "payout_reversal" -> namesPayout ? Kind.PAYOUT_FAILED : Kind.OTHER;
            default -> Kind.OTHER;
        };
    }

    private static LocalDate arrival(BalanceTransactionSource source) {
        return source instanceof Payout payout && payout.getArrivalDate() != null
                ? Instant.ofEpochSecond(payout.getArrivalDate())
                        .atZone(ZoneOffset.UTC)
                        .toLocalDate()
                : null;
    }

    /** Ours that a movement is about; what does not say it itself is asked for its intent. */
    private static Optional<PaymentId> payment(
            StripeAccount account, BalanceTransactionSource source) throws GatewayUnavailable {
        if (source instanceof Charge charge) {
            Optional<PaymentId> told = ReadPayments.ours(charge.getMetadata());
            return told.isPresent() ? told : byIntent(account, charge.getPaymentIntent());
        }
        if (source instanceof Refund refund) {
            Optional<PaymentId> told = ReadPayments.ours(refund.getMetadata());
            return told.isPresent() ? told : byIntent(account, refund.getPaymentIntent());
        }
        return source instanceof Dispute dispute
                ? byIntent(account, dispute.getPaymentIntent())
                : Optional.empty();
    }

    private static Optional<PaymentId> byIntent(StripeAccount account, String intent)
            throws GatewayUnavailable {
        return intent == null
                ? Optional.empty()
                : ReadPayments.intent(account, intent, StripeAccount.SHORT)
                        .flatMap(it -> ReadPayments.ours(it.getMetadata()));
    }
}
