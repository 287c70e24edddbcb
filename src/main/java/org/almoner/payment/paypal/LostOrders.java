package org.almoner.payment.paypal;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.almoner.money.Money;
import org.almoner.payment.GatewayUnavailable;
import org.almoner.payment.NextAction;
import org.almoner.payment.PaymentTrace;
import org.almoner.payment.ProviderAnswer;
import org.almoner.payment.ProviderReport;
import org.almoner.payment.ProviderStatus;
import org.jboss.logging.Logger;

/**
 * Finds orders whose id we never learnt, because the answer was lost. While PayPal remembers our
 * key, asking again under it tells; later only money that moved can be found, by our id in PayPal's
 * Transaction Search. An order that waits for its donor is not there, and took nothing: without our
 * answer the donor never saw its page.
 */
final class LostOrders {

    private static final Logger LOG = Logger.getLogger(LostOrders.class);

    /** As long as asking again tells; the desk asks until an hour before the key is forgotten. */
    private static final Duration ASKED_AGAIN = PaypalGateway.ORDERS_KEPT.minusHours(1);

    /** Transactions can be searched for so many days at once; money moves as the order is made. */
    private static final Duration SPAN = Duration.ofDays(2);

    private static final int MOST_PAGES = 20;

    private final PaypalConnection connection;
    private final ReadOrder read;
    private final Disputes disputes;
    private final InstantSource clock;
    private final Dropped dropped;

    LostOrders(
            PaypalConnection connection, ReadOrder read, Disputes disputes, InstantSource clock) {
        this.connection = connection;
        this.read = read;
        this.disputes = disputes;
        this.clock = clock;
        this.dropped = new Dropped(clock);
    }

    /** An order that PayPal does not find any more took no money, and never will. */
    ProviderReport ended(PaymentTrace trace, Money expected) throws GatewayUnavailable {
        dropped.require(trace.openedAt());
        return new ProviderReport(
                trace.payment(),
                new ProviderAnswer(
                        trace.reference(),
                        ProviderStatus.EXPIRED,
                        expected,
                        null,
                        new NextAction.None()),
                List.of(),
                List.of(),
                false);
    }

    Optional<ProviderReport> find(PaypalAccount account, PaymentTrace trace)
            throws GatewayUnavailable {
        Instant opened = trace.openedAt();
        if (opened == null || clock.instant().isBefore(opened.plus(ASKED_AGAIN))) {
            return Optional.empty();
        }
        Set<String> captures = captures(account, trace, opened);
        Set<String> orders = new LinkedHashSet<>();
        for (String capture : captures) {
            order(account, capture).ifPresent(orders::add);
        }
        if (orders.isEmpty()) {
            return Optional.empty();
        }
        String first = orders.iterator().next();
        PaypalHttp.Answer answer =
                connection.get(account, "/v2/checkout/orders/" + PaypalPath.part(first));
        if (answer.status() != 200) {
            throw answer.unexpected();
        }
        Told.Order order = answer.as(Told.Order.class);
        List<Told.Capture> taken = ReadOrder.captures(read.unit(order, trace.payment(), account));
        ProviderReport report =
                read.report(
                        order,
                        trace.payment(),
                        account,
                        taken.isEmpty()
                                ? List.of()
                                : disputes.about(account, taken.get(taken.size() - 1).id()));
        return Optional.of(
                new ProviderReport(
                        report.payment(),
                        report.answer(),
                        report.reversals(),
                        report.disputes(),
                        report.ambiguous() || orders.size() > 1));
    }

    private Set<String> captures(PaypalAccount account, PaymentTrace trace, Instant opened)
            throws GatewayUnavailable {
        Set<String> captures = new LinkedHashSet<>();
        int pages = 1;
        for (int page = 1; page <= pages && page <= MOST_PAGES; page++) {
            PaypalHttp.Answer answer = connection.get(account, search(opened, page));
            if (answer.status() == 403) {
                LOG.warnf("%s may not search transactions: a person must look", account);
                return Set.of();
            }
            if (answer.status() != 200) {
                throw answer.unexpected();
            }
            Told.Transactions told = answer.as(Told.Transactions.class);
            pages = told.totalPages();
            for (Told.Transaction one : told.transactionDetails()) {
                Told.TransactionInfo info = one.transactionInfo();
                if (info != null
                        && trace.payment().toString().equals(info.customField())
                        && info.transactionId() != null
                        && isPayment(info.transactionEventCode())) {
                    captures.add(info.transactionId());
                }
            }
        }
        return captures;
    }

    /** T00nn are payments of all kinds; refunds, reversals and fees have groups of their own. */
    private static boolean isPayment(String code) {
        return code != null && code.startsWith("T00");
    }

    private String search(Instant opened, int page) {
        Instant from = opened.minus(Duration.ofMinutes(10)).truncatedTo(ChronoUnit.SECONDS);
        Instant end = opened.plus(SPAN);
        Instant until = end.isBefore(clock.instant()) ? end : clock.instant();
        return "/v1/reporting/transactions?fields=transaction_info&page_size=500&page="
                + page
                + "&start_date="
                + from
                + "&end_date="
                + until.truncatedTo(ChronoUnit.SECONDS);
    }

    /** The order that a capture belongs to. */
    Optional<String> order(PaypalAccount account, String capture) throws GatewayUnavailable {
        PaypalHttp.Answer answer =
                connection.get(account, "/v2/payments/captures/" + PaypalPath.part(capture));
        if (answer.status() == 404) {
            return Optional.empty();
        }
        if (answer.status() != 200) {
            throw answer.unexpected();
        }
        Told.Related related = answer.as(Told.Capture.class).supplementaryData();
        return Optional.ofNullable(related)
                .map(Told.Related::relatedIds)
                .map(Told.RelatedIds::orderId);
    }
}
