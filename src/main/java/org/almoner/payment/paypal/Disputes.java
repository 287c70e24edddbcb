package org.almoner.payment.paypal;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.almoner.money.Money;
import org.almoner.payment.GatewayUnavailable;
import org.jboss.logging.Logger;

/** Disputes about what was captured (Disputes v1), claims and chargebacks alike. */
final class Disputes {

    private static final Logger LOG = Logger.getLogger(Disputes.class);

    /** Decided against us, or given in to. With a payout PayPal bears the loss itself. */
    private static final Set<String> LOST = Set.of("RESOLVED_BUYER_FAVOUR", "ACCEPTED");

    private final PaypalConnection connection;

    Disputes(PaypalConnection connection) {
        this.connection = connection;
    }

    /**
     * Every dispute about a capture. An app without the permission for disputes is told none: the
     * gift must be recorded all the same, and the log says what to switch on.
     */
    List<Told.Dispute> about(PaypalAccount account, String capture) throws GatewayUnavailable {
        PaypalHttp.Answer answer =
                connection.get(
                        account,
                        "/v1/customer/disputes?page_size=50&disputed_transaction_id="
                                + PaypalPath.part(capture));
        if (answer.status() == 403) {
            LOG.errorf("%s may not read disputes: switch them on in the app", account);
            return List.of();
        }
        if (answer.status() != 200) {
            throw answer.unexpected();
        }
        List<Told.Dispute> disputes = new ArrayList<>();
        for (Told.Dispute brief : answer.as(Told.Disputes.class).items()) {
            disputes.add(isOver(brief) ? whole(account, brief) : brief);
        }
        return disputes;
    }

    /** The list tells that a dispute is over, only the dispute itself tells how it ended. */
    private Told.Dispute whole(PaypalAccount account, Told.Dispute brief)
            throws GatewayUnavailable {
        PaypalHttp.Answer answer =
                connection.get(
                        account, "/v1/customer/disputes/" + PaypalPath.part(brief.disputeId()));
        if (answer.status() != 200) {
            throw answer.unexpected();
        }
        return answer.as(Told.Dispute.class);
    }

    static boolean isOver(Told.Dispute dispute) {
        return "RESOLVED".equals(dispute.status());
    }

    static boolean isLost(Told.Dispute dispute) {
        return isOver(dispute)
                && dispute.disputeOutcome() != null
                && LOST.contains(dispute.disputeOutcome().outcomeCode())
                && !taken(dispute).isZero();
    }

    /** How much the donor got; all that was disputed where PayPal does not say. */
    static Money taken(Told.Dispute dispute) {
        Told.Amount refunded =
                dispute.disputeOutcome() == null ? null : dispute.disputeOutcome().amountRefunded();
        return PaypalAmounts.read(refunded == null ? dispute.disputeAmount() : refunded);
    }
}
