package org.almoner.payment.paypal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.almoner.payment.paypal.FakeKeys.Answer;

/** Disputes that donors open at the tests' PayPal. */
final class FakeDisputes {

    private final HandClock clock;
    private final String run = FakeJson.someLetters();
    private final Map<String, ObjectNode> disputes = new LinkedHashMap<>();

    FakeDisputes(HandClock clock) {
        this.clock = clock;
    }

    synchronized String open(FakeBooks.Charge charge, String value) {
        String id = "PP-D-" + run + (disputes.size() + 1);
        ObjectNode dispute =
                FakeJson.object()
                        .put("dispute_id", id)
                        .put("create_time", clock.instant().toString())
                        .put("status", "WAITING_FOR_SELLER_RESPONSE")
                        .put("reason", "UNAUTHORISED");
        dispute.set("dispute_amount", FakeJson.amount(charge.currency(), value));
        dispute.putArray("disputed_transactions")
                .addObject()
                .put("seller_transaction_id", charge.captureId())
                .put("custom", charge.customId());
        disputes.put(id, dispute);
        return id;
    }

    /** Ends a dispute; what the donor got, or {@code null} where PayPal does not say. */
    synchronized void resolve(String id, String outcome, String refunded) {
        ObjectNode dispute = disputes.get(id).put("status", "RESOLVED");
        ObjectNode end = dispute.putObject("dispute_outcome").put("outcome_code", outcome);
        if (refunded != null) {
            end.set(
                    "amount_refunded",
                    FakeJson.amount(
                            dispute.at("/dispute_amount/currency_code").asText(), refunded));
        }
    }

    synchronized ObjectNode dispute(String id) {
        return disputes.get(id).deepCopy();
    }

    synchronized Answer show(String id) {
        return Optional.ofNullable(disputes.get(id))
                .map(found -> FakeJson.ok(200, found))
                .orElseGet(() -> FakeJson.failure(404, "INVALID_RESOURCE_ID"));
    }

    /** In short: without how it ended. */
    synchronized Answer list(String capture) {
        ObjectNode page = FakeJson.object();
        ArrayNode items = page.putArray("items");
        for (ObjectNode dispute : disputes.values()) {
            if (dispute.at("/disputed_transactions/0/seller_transaction_id")
                    .asText()
                    .equals(capture)) {
                ObjectNode brief = dispute.deepCopy();
                brief.remove("dispute_outcome");
                items.add(brief);
            }
        }
        return FakeJson.ok(200, page);
    }
}
