package org.almoner.payment.stripe;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/**
 * Objects in Stripe's shapes. The field names are those of the official fixtures
 * (github.com/stripe/ openapi, openapi/fixtures3.json at 19f3c447, API 2022-11-15), brought up to
 * API 2026-07-29.dahlia by the models of stripe-java 33.2.0, which are generated from the official
 * specification; {@code StripeShapesTest} holds each against those models.
 */
final class StripeObjects {

    private static final ObjectMapper JSON = new ObjectMapper();

    private StripeObjects() {}

    static ObjectNode empty() {
        return JSON.createObjectNode();
    }

    private static ObjectNode of(String id, String object, long created) {
        return empty().put("id", id)
                .put("object", object)
                .put("created", created)
                .put("livemode", false);
    }

    static ObjectNode metadata(Map<String, String> form) {
        ObjectNode metadata = empty();
        form.forEach(
                (name, value) -> {
                    if (name.startsWith("metadata[")) {
                        metadata.put(name.substring(9, name.length() - 1), value);
                    }
                });
        return metadata;
    }

    static ObjectNode paymentIntent(String id, long created, Map<String, String> form) {
        ObjectNode intent = of(id, "payment_intent", created);
        intent.put("amount", Long.parseLong(form.get("amount")))
                .put("amount_capturable", 0)
                .put("amount_received", 0)
                .putNull("application_fee_amount")
                .putNull("canceled_at")
                .putNull("cancellation_reason")
                .put("capture_method", "automatic_async")
                .put("client_secret", id + "_secret_" + id.substring(3))
                .put("confirmation_method", "automatic")
                .put("currency", form.get("currency"))
                .put("customer", form.get("customer"))
                .putNull("description")
                .putNull("last_payment_error")
                .putNull("latest_charge")
                .putNull("next_action")
                .putNull("on_behalf_of")
                .put("payment_method", form.get("payment_method"))
                .putNull("processing")
                .putNull("receipt_email")
                .putNull("review")
                .putNull("setup_future_usage")
                .putNull("shipping")
                .putNull("statement_descriptor")
                .put("status", "requires_payment_method")
                .putNull("transfer_data")
                .putNull("transfer_group");
        intent.putObject("automatic_payment_methods")
                .put("allow_redirects", "never")
                .put("enabled", true);
        intent.putArray("payment_method_types").add("card");
        intent.set("metadata", metadata(form));
        return intent;
    }

    static ObjectNode charge(String id, long created, ObjectNode intent) {
        ObjectNode charge = of(id, "charge", created);
        charge.put("amount", intent.get("amount").longValue())
                .put("amount_captured", intent.get("amount").longValue())
                .put("amount_refunded", 0)
                .putNull("balance_transaction")
                .putNull("calculated_statement_descriptor")
                .put("captured", true)
                .put("currency", intent.get("currency").textValue())
                .put("customer", intent.path("customer").textValue())
                .put("disputed", false)
                .putNull("failure_balance_transaction")
                .putNull("failure_code")
                .putNull("failure_message")
                .put("paid", true)
                .put("payment_intent", intent.get("id").textValue())
                .put("payment_method", intent.path("payment_method").textValue())
                .putNull("receipt_email")
                .put("refunded", false)
                .put("status", "succeeded");
        charge.set("metadata", intent.get("metadata").deepCopy());
        return charge;
    }

    static ObjectNode refund(String id, long created, ObjectNode charge, long amount) {
        ObjectNode refund = of(id, "refund", created);
        refund.remove("livemode");
        refund.putObject("metadata");
        return refund.put("amount", amount)
                .putNull("balance_transaction")
                .put("charge", charge.get("id").textValue())
                .put("currency", charge.get("currency").textValue())
                .put("payment_intent", charge.get("payment_intent").textValue())
                .putNull("reason")
                .putNull("receipt_number")
                .putNull("source_transfer_reversal")
                .put("status", "succeeded")
                .putNull("transfer_reversal");
    }

    static ObjectNode dispute(String id, long created, ObjectNode charge, long amount) {
        ObjectNode dispute = of(id, "dispute", created);
        dispute.put("amount", amount)
                .put("charge", charge.get("id").textValue())
                .put("currency", charge.get("currency").textValue())
                .put("is_charge_refundable", false)
                .put("payment_intent", charge.get("payment_intent").textValue())
                .put("reason", "fraudulent")
                .put("status", "needs_response");
        dispute.putArray("balance_transactions");
        dispute.putObject("metadata");
        return dispute;
    }

    static ObjectNode customer(String id, long created, Map<String, String> form) {
        ObjectNode customer = of(id, "customer", created);
        customer.putNull("address")
                .put("balance", 0)
                .putNull("currency")
                .put("delinquent", false)
                .putNull("description")
                .putNull("email")
                .putNull("name")
                .putNull("phone");
        customer.set("metadata", metadata(form));
        return customer;
    }

    static ObjectNode setupIntent(String id, long created, Map<String, String> form) {
        ObjectNode intent = of(id, "setup_intent", created);
        intent.putNull("application")
                .putNull("cancellation_reason")
                .put("client_secret", id + "_secret_" + id.substring(5))
                .put("customer", form.get("customer"))
                .putNull("description")
                .putNull("last_setup_error")
                .putNull("latest_attempt")
                .putNull("mandate")
                .putNull("next_action")
                .putNull("payment_method")
                .put("status", "requires_payment_method")
                .put("usage", form.get("usage"));
        intent.putArray("payment_method_types").add("card");
        intent.set("metadata", metadata(form));
        return intent;
    }

    static ObjectNode card(String id, long created, String customer) {
        ObjectNode method = of(id, "payment_method", created);
        method.put("allow_redisplay", "unspecified").put("customer", customer).put("type", "card");
        method.putObject("card")
                .put("brand", "visa")
                .put("country", "US")
                .put("display_brand", "visa")
                .put("exp_month", 8)
                .put("exp_year", 2031)
                .put("funding", "credit")
                .put("last4", "4242");
        method.putObject("metadata");
        return method;
    }

    static ObjectNode payout(String id, long created, long amount, String currency) {
        ObjectNode payout = of(id, "payout", created);
        payout.put("amount", amount)
                .put("arrival_date", created + 172_800)
                .put("automatic", true)
                .put("currency", currency)
                .put("description", "STRIPE PAYOUT")
                .put("status", "in_transit")
                .put("type", "bank_account");
        payout.putObject("metadata");
        return payout;
    }

    /** A movement of the balance, as its source, category and amounts have it. */
    record Movement(String type, String category, String source, long amount, long fee) {}

    static ObjectNode balanceTransaction(
            String id, long created, String currency, Movement movement) {
        ObjectNode transaction = of(id, "balance_transaction", created);
        transaction.remove("livemode");
        transaction
                .put("amount", movement.amount())
                .put("available_on", created + 172_800)
                .put("currency", currency)
                .putNull("description")
                .putNull("exchange_rate")
                .put("fee", movement.fee())
                .put("net", movement.amount() - movement.fee())
                .put("reporting_category", movement.category())
                .put("source", movement.source())
                .put("status", "pending")
                .put("type", movement.type());
        transaction.putArray("fee_details");
        return transaction;
    }

    /** An event, of an older version of the API on purpose: only its names may be read. */
    static ObjectNode event(String id, long created, String type, ObjectNode about) {
        ObjectNode event = of(id, "event", created);
        event.put("api_version", "2022-11-15").put("pending_webhooks", 1).put("type", type);
        event.putObject("request").putNull("id").putNull("idempotency_key");
        event.putObject("data").set("object", about.deepCopy());
        return event;
    }

    static ObjectNode list(String url, List<ObjectNode> data, boolean more) {
        ObjectNode list = empty().put("object", "list").put("url", url).put("has_more", more);
        ArrayNode all = list.putArray("data");
        data.forEach(all::add);
        return list;
    }

    static ObjectNode error(String type, String code) {
        ObjectNode answer = empty();
        answer.putObject("error")
                .put("type", type)
                .put("code", code)
                .put("message", "A sentence that may quote what was sent.");
        return answer;
    }
}
