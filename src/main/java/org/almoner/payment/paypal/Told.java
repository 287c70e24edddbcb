package org.almoner.payment.paypal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** What PayPal says, as far as we read it; the names are those of its interfaces. */
final class Told {

    private Told() {}

    private static <T> List<T> listed(List<T> told) {
        return told == null ? List.of() : List.copyOf(told);
    }

    /** An amount of money. */
    record Amount(String currencyCode, String value) {}

    /** A link to what can be done next. */
    record Link(String href, String rel) {}

    /** An order (Orders v2). */
    record Order(
            String id,
            String status,
            String createTime,
            String updateTime,
            List<Unit> purchaseUnits,
            List<Link> links) {

        Order {
            purchaseUnits = listed(purchaseUnits);
            links = listed(links);
        }
    }

    /** What an order is for. */
    record Unit(String customId, Amount amount, Payee payee, Moved payments) {}

    /** Who receives the money. */
    record Payee(String merchantId) {}

    /** What happened to an order's money. */
    record Moved(List<Capture> captures, List<Refund> refunds) {

        Moved {
            captures = listed(captures);
            refunds = listed(refunds);
        }
    }

    /** Money taken. */
    record Capture(
            String id,
            String status,
            StatusDetails statusDetails,
            Amount amount,
            String customId,
            Related supplementaryData) {}

    /** Why something is as it is. */
    record StatusDetails(String reason) {}

    /** What else belongs to a capture. */
    record Related(RelatedIds relatedIds) {}

    /** Ids of what else belongs to a capture. */
    record RelatedIds(String orderId) {}

    /** Money given back (Payments v2). */
    record Refund(String id, String status, Amount amount, String invoiceId, String createTime) {}

    /** A vault's setup token (v3), which the donor approves. */
    record SetupToken(String id, String status, Customer customer, List<Link> links) {

        SetupToken {
            links = listed(links);
        }
    }

    /** Whose a token is. */
    record Customer(String id, String merchantCustomerId) {}

    /** A vault's payment token (v3), which is collected with. */
    record PaymentToken(String id, Source paymentSource) {}

    /** What a payment token stands for. */
    record Source(Wallet paypal) {}

    /** A donor's PayPal account. */
    record Wallet(String emailAddress) {}

    /** A customer's payment tokens. */
    record PaymentTokens(List<PaymentToken> paymentTokens) {

        PaymentTokens {
            paymentTokens = listed(paymentTokens);
        }
    }

    /** Disputes in short (Disputes v1). */
    record Disputes(List<Dispute> items) {

        Disputes {
            items = listed(items);
        }
    }

    /** A dispute. */
    record Dispute(
            String disputeId,
            String status,
            String reason,
            String createTime,
            Amount disputeAmount,
            Outcome disputeOutcome) {}

    /** How a dispute ended. */
    record Outcome(String outcomeCode, Amount amountRefunded) {}

    /** A page of the account's transactions (Transaction Search v1). */
    record Transactions(List<Transaction> transactionDetails, int totalPages) {

        Transactions {
            transactionDetails = listed(transactionDetails);
        }
    }

    /** A transaction. */
    record Transaction(TransactionInfo transactionInfo) {}

    /** What a transaction was. */
    record TransactionInfo(String transactionId, String transactionEventCode, String customField) {}

    /** A page of the notifications that PayPal made (Webhooks Management v1). */
    record Events(List<Event> events, List<Link> links) {

        Events {
            events = listed(events);
            links = listed(links);
        }
    }

    /** A notification; its resource depends on the type. */
    record Event(String eventType, JsonNode resource) {}

    /** A token for PayPal's interfaces. */
    record Access(String accessToken, long expiresIn) {}

    /** What went wrong. */
    record Failure(String name, String debugId, List<Detail> details) {

        Failure {
            details = listed(details);
        }
    }

    /** One thing that went wrong. */
    record Detail(String issue) {}
}
