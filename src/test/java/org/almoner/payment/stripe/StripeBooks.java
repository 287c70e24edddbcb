package org.almoner.payment.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.almoner.payment.stripe.StripeObjects.Movement;

/**
 * What the fake Stripe knows, and what happens to it: intents, charges, refunds, disputes, the
 * balance. Not safe for threads; its server takes one call after another.
 */
final class StripeBooks {

    /** What a test card of Stripe does (docs.stripe.com/testing): nothing for one that works. */
    static final Map<String, String> DECLINES =
            Map.of(
                    "pm_card_visa_chargeDeclined", "generic_decline",
                    "pm_card_visa_chargeDeclinedInsufficientFunds", "insufficient_funds",
                    "pm_card_visa_chargeDeclinedLostCard", "lost_card",
                    "pm_card_visa_chargeDeclinedStolenCard", "stolen_card",
                    "pm_card_visa_chargeDeclinedVelocityLimitExceeded", "card_velocity_exceeded",
                    "pm_card_chargeDeclinedExpiredCard", "expired_card",
                    "pm_card_chargeDeclinedProcessingError", "processing_error",
                    "pm_card_chargeCustomerFail", "generic_decline");

    static final String VISA = "pm_card_visa";
    static final String ASKS_TO_AUTHENTICATE = "pm_card_authenticationRequired";

    private final InstantSource clock;
    private final Map<String, ObjectNode> all = new LinkedHashMap<>();
    private final Map<String, String> behaviour = new HashMap<>();
    private final List<ObjectNode> events = new ArrayList<>();
    private final Map<String, String> paidWith = new HashMap<>();
    private int count;

    private final String mark;

    /** The books of one account, whose ids bear its mark. */
    StripeBooks(InstantSource clock, String mark) {
        this.clock = clock;
        this.mark = mark;
    }

    /** The provider's no, with the answer that tells it. */
    static final class No extends RuntimeException {

        private static final long serialVersionUID = 1L;

        final transient ObjectNode answer;
        final int status;

        No(int status, ObjectNode answer) {
            super("no", null, false, false);
            this.status = status;
            this.answer = answer;
        }

        static No invalid(String code) {
            return new No(400, StripeObjects.error("invalid_request_error", code));
        }

        static No missing() {
            return new No(404, StripeObjects.error("invalid_request_error", "resource_missing"));
        }
    }

    String mark() {
        return mark;
    }

    private String id(String prefix) {
        return prefix + "_" + mark + String.format("%010d", ++count);
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }

    private ObjectNode keep(ObjectNode made) {
        all.put(made.get("id").textValue(), made);
        return made;
    }

    ObjectNode required(String id) {
        return Optional.ofNullable(all.get(id)).orElseThrow(No::missing);
    }

    Optional<ObjectNode> find(String id) {
        return Optional.ofNullable(all.get(id));
    }

    /** Of one kind, the newest first. */
    List<ObjectNode> all(String object) {
        List<ObjectNode> found = new ArrayList<>();
        for (ObjectNode one : all.values()) {
            if (one.get("object").textValue().equals(object)) {
                found.add(0, one);
            }
        }
        return found;
    }

    /** What was told, the newest last. */
    List<ObjectNode> events() {
        return List.copyOf(events);
    }

    private void tell(String type, ObjectNode about) {
        events.add(StripeObjects.event(id("evt"), now(), type, about));
    }

    ObjectNode makeIntent(Map<String, String> form) {
        long amount = Long.parseLong(form.get("amount"));
        if (amount < 50) {
            throw No.invalid("amount_too_small");
        }
        if (amount > 99_999_999) {
            throw No.invalid("amount_too_large");
        }
        String method = form.get("payment_method");
        if (method != null) {
            String owner = required(method).path("customer").textValue();
            if (owner == null || !owner.equals(form.get("customer"))) {
                throw No.invalid("payment_method_unexpected_state");
            }
        }
        ObjectNode intent = keep(StripeObjects.paymentIntent(id("pi"), now(), form));
        tell("payment_intent.created", intent);
        if ("true".equals(form.get("confirm"))) {
            confirm(intent, behaviour.get(method), "true".equals(form.get("off_session")));
        }
        return intent;
    }

    /** The donor confirms, in Stripe's form in the browser. */
    void confirm(ObjectNode intent, String card, boolean offSession) {
        String code = DECLINES.get(card);
        if (ASKS_TO_AUTHENTICATE.equals(card) && !offSession) {
            intent.put("status", "requires_action");
            intent.putObject("next_action").put("type", "use_stripe_sdk");
            tell("payment_intent.requires_action", intent);
        } else if (ASKS_TO_AUTHENTICATE.equals(card)) {
            decline(intent, "authentication_required");
        } else if (code != null) {
            decline(intent, code);
        } else {
            succeed(intent);
        }
    }

    private void decline(ObjectNode intent, String code) {
        ObjectNode charge = keep(StripeObjects.charge(id("ch"), now(), intent));
        charge.put("status", "failed").put("paid", false).put("failure_code", "card_declined");
        intent.put("status", "requires_payment_method").put("latest_charge", text(charge, "id"));
        ObjectNode error = intent.putObject("last_payment_error");
        error.put("type", "card_error")
                .put(
                        "code",
                        code.equals("authentication_required") || code.equals("expired_card")
                                ? code
                                : "card_declined")
                .put("decline_code", code)
                .put("message", "Your card was declined.");
        tell("payment_intent.payment_failed", intent);
        ObjectNode told = StripeObjects.empty();
        ObjectNode told402 = told.putObject("error");
        told402.setAll(error.deepCopy());
        told402.set("payment_intent", intent.deepCopy());
        throw new No(402, told);
    }

    private void succeed(ObjectNode intent) {
        ObjectNode charge = keep(StripeObjects.charge(id("ch"), now(), intent));
        long amount = intent.get("amount").longValue();
        charge.put(
                "balance_transaction",
                move(
                        charge,
                        new Movement("charge", "charge", text(charge, "id"), amount, fee(amount))));
        intent.put("status", "succeeded")
                .put("amount_received", amount)
                .put("latest_charge", text(charge, "id"))
                .putNull("last_payment_error")
                .putNull("next_action");
        tell("charge.succeeded", charge);
        tell("payment_intent.succeeded", intent);
    }

    static long fee(long amount) {
        return Math.round(amount * 0.015) + 25;
    }

    private String move(ObjectNode about, Movement movement) {
        return text(
                keep(
                        StripeObjects.balanceTransaction(
                                id("txn"), now(), text(about, "currency"), movement)),
                "id");
    }

    ObjectNode cancelIntent(String id, String reason) {
        ObjectNode intent = required(id);
        String status = text(intent, "status");
        if (status.equals("succeeded") || status.equals("canceled")) {
            throw No.invalid("payment_intent_unexpected_state");
        }
        intent.put("status", "canceled")
                .put("canceled_at", now())
                .put("cancellation_reason", reason);
        tell("payment_intent.canceled", intent);
        return intent;
    }

    ObjectNode makeCustomer(Map<String, String> form) {
        return keep(StripeObjects.customer(id("cus"), now(), form));
    }

    ObjectNode makeSetup(Map<String, String> form) {
        required(form.get("customer"));
        ObjectNode intent = keep(StripeObjects.setupIntent(id("seti"), now(), form));
        tell("setup_intent.created", intent);
        return intent;
    }

    /** The donor leaves a card to be kept. */
    void keepCard(ObjectNode setup, String card) {
        ObjectNode kept = keep(StripeObjects.card(id("pm"), now(), text(setup, "customer")));
        behaviour.put(text(kept, "id"), card);
        setup.put("status", "succeeded").put("payment_method", text(kept, "id"));
        tell("payment_method.attached", kept);
        tell("setup_intent.succeeded", setup);
    }

    ObjectNode cancelSetup(String id, String reason) {
        ObjectNode setup = required(id);
        String status = text(setup, "status");
        if (status.equals("succeeded") || status.equals("canceled")) {
            throw No.invalid("setup_intent_unexpected_state");
        }
        setup.put("status", "canceled").put("cancellation_reason", reason);
        tell("setup_intent.canceled", setup);
        return setup;
    }

    ObjectNode detach(String id) {
        ObjectNode card = required(id);
        if (card.get("customer").isNull()) {
            throw No.invalid("payment_method_not_attached");
        }
        card.putNull("customer");
        tell("payment_method.detached", card);
        return card;
    }

    ObjectNode refund(Map<String, String> form) {
        ObjectNode intent = required(form.get("payment_intent"));
        ObjectNode charge = required(intent.path("latest_charge").asText("none"));
        long left = charge.get("amount").longValue() - charge.get("amount_refunded").longValue();
        if (left == 0) {
            throw No.invalid("charge_already_refunded");
        }
        if (charge.get("disputed").booleanValue()) {
            throw No.invalid("charge_disputed");
        }
        long amount = form.containsKey("amount") ? Long.parseLong(form.get("amount")) : left;
        if (amount > left) {
            throw No.invalid(null);
        }
        ObjectNode refund = keep(StripeObjects.refund(id("re"), now(), charge, amount));
        refund.set("metadata", StripeObjects.metadata(form));
        refund.put(
                "balance_transaction",
                move(charge, new Movement("refund", "refund", text(refund, "id"), -amount, 0)));
        charge.put("amount_refunded", charge.get("amount_refunded").longValue() + amount)
                .put("refunded", amount == left);
        tell("charge.refunded", charge);
        tell("refund.created", refund);
        return refund;
    }

    /** The donor's bank does not take a refund: the money is back. */
    void failRefund(String id) {
        ObjectNode refund = required(id);
        ObjectNode charge = required(text(refund, "charge"));
        long amount = refund.get("amount").longValue();
        refund.put("status", "failed").put("failure_reason", "lost_or_stolen_card");
        refund.put(
                "failure_balance_transaction",
                move(charge, new Movement("refund_failure", "refund_failure", id, amount, 0)));
        charge.put("amount_refunded", charge.get("amount_refunded").longValue() - amount)
                .put("refunded", false);
        tell("refund.failed", refund);
    }

    /** Somebody doubts a payment; an inquiry ({@code warning_…}) takes no money. */
    String dispute(ObjectNode intent, long amount, String status) {
        ObjectNode charge = required(text(intent, "latest_charge"));
        ObjectNode dispute = keep(StripeObjects.dispute(id("dp"), now(), charge, amount));
        dispute.put("status", status);
        charge.put("disputed", true);
        if (!status.startsWith("warning")) {
            String dp = text(dispute, "id");
            move(charge, new Movement("adjustment", "dispute", dp, -amount, 2000));
        }
        tell("charge.dispute.created", dispute);
        return text(dispute, "id");
    }

    void close(String id, String status) {
        ObjectNode dispute = required(id);
        dispute.put("status", status);
        if (status.equals("won")) {
            long amount = dispute.get("amount").longValue();
            move(dispute, new Movement("adjustment", "dispute_reversal", id, amount, 0));
        }
        tell("charge.dispute.closed", dispute);
    }

    /** Pays everything out that is not yet. */
    String payOut(String currency) {
        List<ObjectNode> unpaid =
                all("balance_transaction").stream()
                        .filter(it -> !paidWith.containsKey(text(it, "id")))
                        .toList();
        long net = unpaid.stream().mapToLong(it -> it.get("net").longValue()).sum();
        ObjectNode payout = keep(StripeObjects.payout(id("po"), now(), net, currency));
        String po = text(payout, "id");
        move(payout, new Movement("payout", "payout", po, -net, 0));
        all("balance_transaction").stream()
                .filter(it -> !paidWith.containsKey(text(it, "id")))
                .forEach(it -> paidWith.put(text(it, "id"), po));
        return po;
    }

    /** The bank sends a payout back. */
    void failPayout(String id) {
        ObjectNode payout = required(id);
        payout.put("status", "failed");
        long amount = payout.get("amount").longValue();
        move(payout, new Movement("payout_failure", "payout_reversal", id, amount, 0));
    }

    /** What Stripe takes for itself. */
    void takeFee(long amount, String currency) {
        ObjectNode about = StripeObjects.empty().put("currency", currency);
        move(about, new Movement("stripe_fee", "fee", null, -amount, 0));
    }

    boolean isOf(ObjectNode transaction, String payout) {
        return payout.equals(paidWith.get(text(transaction, "id")));
    }

    static String text(ObjectNode node, String field) {
        return node.path(field).textValue();
    }
}
