package org.almoner.payment.paypal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.almoner.payment.paypal.FakeKeys.Answer;

/** Orders and what was captured and given back: the record by which our books are judged. */
final class FakeBooks {

    private static final Set<String> WHOLE = Set.of("HUF", "JPY", "TWD");

    /** How a capture goes; {@code issue} refuses it, {@code status} is what becomes of it. */
    record Course(String issue, String status, String reason) {
        static final Course GOOD = new Course(null, "COMPLETED", null);
    }

    /** Money that was captured. */
    record Charge(String customId, String captureId, String value, String currency) {}

    private final HandClock clock;
    private final String page;
    private final FakeVault vault;
    private final Map<String, ObjectNode> orders = new LinkedHashMap<>();
    private final Map<String, String> owners = new LinkedHashMap<>();
    private final Map<String, Course> courses = new LinkedHashMap<>();
    private final Deque<Course> vaulted = new ArrayDeque<>();
    private final String run = FakeJson.someLetters();
    private int count = 0;

    FakeBooks(HandClock clock, String page, FakeVault vault) {
        this.clock = clock;
        this.page = page;
        this.vault = vault;
    }

    private String next(String letter) {
        return letter + run + String.format("%06d", ++count);
    }

    /** The id of the order that will be made next. */
    synchronized String nextOrder() {
        return "O" + run + String.format("%06d", count + 1);
    }

    private String now() {
        return clock.instant().truncatedTo(java.time.temporal.ChronoUnit.SECONDS).toString();
    }

    synchronized Answer create(String merchant, JsonNode call, String key) {
        JsonNode unit = call.path("purchase_units").path(0);
        String currency = unit.path("amount").path("currency_code").asText();
        String value = unit.path("amount").path("value").asText();
        if (WHOLE.contains(currency) && value.contains(".")) {
            return FakeJson.failure(422, "DECIMALS_NOT_SUPPORTED");
        }
        if (new BigDecimal(value).signum() <= 0) {
            return FakeJson.failure(422, "CANNOT_BE_ZERO_OR_NEGATIVE");
        }
        String vaultId = call.at("/payment_source/paypal/vault_id").asText(null);
        if (vaultId == null) {
            ObjectNode order = order(merchant, call, "PAYER_ACTION_REQUIRED");
            approval(order);
            return FakeJson.ok(201, order);
        }
        if (key == null) {
            return FakeJson.failure(400, "PAYPAL_REQUEST_ID_REQUIRED");
        }
        return collect(merchant, call, unit, vaultId);
    }

    private Answer collect(String merchant, JsonNode call, JsonNode unit, String vaultId) {
        if (!vault.isKept(vaultId)) {
            return FakeJson.failure(404, "TOKEN_NOT_FOUND");
        }
        if (isPaid(unit.path("invoice_id").asText())) {
            return FakeJson.failure(422, "DUPLICATE_INVOICE_ID");
        }
        Course course = vaulted.isEmpty() ? Course.GOOD : vaulted.poll();
        if (course.issue() != null) {
            return FakeJson.failure(422, course.issue());
        }
        if (course.status().equals("PAYER_ACTION_REQUIRED")) {
            ObjectNode order = order(merchant, call, course.status());
            approval(order);
            return FakeJson.ok(201, order);
        }
        ObjectNode order = order(merchant, call, "COMPLETED");
        addCapture(order, course);
        return FakeJson.ok(201, order);
    }

    private boolean isPaid(String invoice) {
        return charges().stream().anyMatch(charge -> charge.customId().equals(invoice));
    }

    private ObjectNode order(String merchant, JsonNode call, String status) {
        String id = next("O");
        ObjectNode order =
                FakeJson.object()
                        .put("id", id)
                        .put("intent", call.path("intent").asText())
                        .put("status", status)
                        .put("create_time", now());
        JsonNode asked = call.path("purchase_units").path(0);
        ObjectNode unit = order.putArray("purchase_units").addObject();
        unit.put("reference_id", "default");
        unit.put("custom_id", asked.path("custom_id").asText());
        unit.put("invoice_id", asked.path("invoice_id").asText());
        unit.set("amount", asked.path("amount").deepCopy());
        unit.putObject("payee").put("merchant_id", merchant);
        order.putArray("links");
        orders.put(id, order);
        owners.put(id, merchant);
        return order;
    }

    private void approval(ObjectNode order) {
        ((ArrayNode) order.path("links"))
                .addObject()
                .put("href", page + "/checkoutnow?token=" + order.path("id").asText())
                .put("rel", "payer-action")
                .put("method", "GET");
    }

    synchronized Answer show(String merchant, String id) {
        return merchant.equals(owners.get(id))
                ? FakeJson.ok(200, orders.get(id))
                : FakeJson.failure(404, "INVALID_RESOURCE_ID");
    }

    synchronized Answer capture(String merchant, String id) {
        ObjectNode order = orders.get(id);
        if (order == null || !merchant.equals(owners.get(id))) {
            return FakeJson.failure(404, "INVALID_RESOURCE_ID");
        }
        String status = order.path("status").asText();
        if (status.equals("COMPLETED")) {
            return FakeJson.failure(422, "ORDER_ALREADY_CAPTURED");
        }
        if (!status.equals("APPROVED")) {
            return FakeJson.failure(422, "ORDER_NOT_APPROVED");
        }
        Course course = courses.getOrDefault(id, Course.GOOD);
        courses.remove(id);
        if (course.issue() != null) {
            order.put("status", "PAYER_ACTION_REQUIRED").put("update_time", now());
            approval(order);
            return FakeJson.failure(422, course.issue());
        }
        order.put("status", "COMPLETED").put("update_time", now());
        addCapture(order, course);
        return FakeJson.ok(201, order);
    }

    private void addCapture(ObjectNode order, Course course) {
        ObjectNode unit = unit(order);
        ObjectNode capture = unit.putObject("payments").putArray("captures").addObject();
        capture.put("id", next("C"));
        capture.put("status", course.status());
        if (course.reason() != null) {
            capture.putObject("status_details").put("reason", course.reason());
        }
        capture.set("amount", unit.path("amount").deepCopy());
        capture.put("final_capture", true);
        capture.put("custom_id", unit.path("custom_id").asText());
        capture.put("invoice_id", unit.path("invoice_id").asText());
        capture.put("create_time", now());
        capture.put("update_time", now());
    }

    private static ObjectNode unit(ObjectNode order) {
        return (ObjectNode) order.path("purchase_units").path(0);
    }

    private static JsonNode captured(ObjectNode order) {
        return unit(order).path("payments").path("captures").path(0);
    }

    private Optional<ObjectNode> holding(String capture) {
        return orders.values().stream()
                .filter(order -> captured(order).path("id").asText().equals(capture))
                .findFirst();
    }

    synchronized Answer showCapture(String merchant, String id) {
        Optional<ObjectNode> order =
                holding(id).filter(it -> merchant.equals(owners.get(it.path("id").asText())));
        if (order.isEmpty()) {
            return FakeJson.failure(404, "INVALID_RESOURCE_ID");
        }
        ObjectNode capture = captured(order.get()).deepCopy();
        capture.putObject("supplementary_data")
                .putObject("related_ids")
                .put("order_id", order.get().path("id").asText());
        return FakeJson.ok(200, capture);
    }

    synchronized Answer refund(String merchant, String capture, JsonNode call) {
        Optional<ObjectNode> order =
                holding(capture).filter(it -> merchant.equals(owners.get(it.path("id").asText())));
        if (order.isEmpty()) {
            return FakeJson.failure(404, "INVALID_RESOURCE_ID");
        }
        BigDecimal left = left(order.get());
        BigDecimal wanted = new BigDecimal(call.at("/amount/value").asText());
        if (left.signum() == 0) {
            return FakeJson.failure(422, "CAPTURE_FULLY_REFUNDED");
        }
        if (wanted.compareTo(left) > 0) {
            return FakeJson.failure(422, "REFUND_AMOUNT_EXCEEDED");
        }
        return FakeJson.ok(201, giveBack(order.get(), wanted, call));
    }

    private static BigDecimal left(ObjectNode order) {
        BigDecimal left = new BigDecimal(captured(order).at("/amount/value").asText());
        for (JsonNode refund : unit(order).path("payments").path("refunds")) {
            left = left.subtract(new BigDecimal(refund.at("/amount/value").asText()));
        }
        return left;
    }

    private ObjectNode giveBack(ObjectNode order, BigDecimal wanted, JsonNode call) {
        ObjectNode refund =
                FakeJson.object()
                        .put("id", next("R"))
                        .put("status", "COMPLETED")
                        .put("create_time", now())
                        .put("update_time", now());
        refund.set(
                "amount",
                FakeJson.amount(
                        captured(order).at("/amount/currency_code").asText(),
                        wanted.toPlainString()));
        for (String field : List.of("custom_id", "invoice_id")) {
            if (call.has(field)) {
                refund.put(field, call.path(field).asText());
            }
        }
        ObjectNode payments = (ObjectNode) unit(order).path("payments");
        payments.withArray("refunds").add(refund.deepCopy());
        ((ObjectNode) captured(order))
                .put("status", left(order).signum() == 0 ? "REFUNDED" : "PARTIALLY_REFUNDED");
        return refund;
    }

    /** A refund that somebody makes on PayPal's pages, or PayPal for a dispute. */
    synchronized void refundedElsewhere(String capture, String value) {
        giveBack(holding(capture).orElseThrow(), new BigDecimal(value), FakeJson.object());
    }

    /** The bank takes all back, and only the capture's state shows it. */
    synchronized void reversed(String capture) {
        ((ObjectNode) captured(holding(capture).orElseThrow())).put("status", "REFUNDED");
    }

    /** A capture that was pending is decided. */
    synchronized void becomes(String capture, String status) {
        ((ObjectNode) captured(holding(capture).orElseThrow())).put("status", status);
    }

    /** The donor agrees on PayPal's page. */
    synchronized void approve(String order) {
        ObjectNode found = orders.get(order);
        found.put("status", "APPROVED").put("update_time", now());
        ((ArrayNode) found.path("links")).removeAll();
    }

    /** What the next capture of an order comes to. */
    synchronized void captureGoes(String order, Course course) {
        courses.put(order, course);
    }

    /** What the next order with a kept account comes to. */
    synchronized void collectionGoes(Course course) {
        vaulted.add(course);
    }

    /** PayPal drops an order that nobody agreed to. */
    synchronized void drop(String order) {
        orders.remove(order);
        owners.remove(order);
    }

    synchronized ObjectNode order(String id) {
        return orders.get(id);
    }

    synchronized List<String> orderIds(String customId) {
        return orders.values().stream()
                .filter(order -> unit(order).path("custom_id").asText().equals(customId))
                .map(order -> order.path("id").asText())
                .toList();
    }

    /** What was taken, declined tries aside. */
    synchronized List<Charge> charges() {
        List<Charge> charges = new ArrayList<>();
        for (ObjectNode order : orders.values()) {
            for (JsonNode capture : unit(order).path("payments").path("captures")) {
                if (!Set.of("DECLINED", "FAILED").contains(capture.path("status").asText())) {
                    charges.add(
                            new Charge(
                                    capture.path("custom_id").asText(),
                                    capture.path("id").asText(),
                                    capture.at("/amount/value").asText(),
                                    capture.at("/amount/currency_code").asText()));
                }
            }
        }
        return charges;
    }

    List<Charge> charges(String customId) {
        return charges().stream().filter(it -> it.customId().equals(customId)).toList();
    }

    /** The account's transactions, which PayPal tells three hours late. */
    synchronized Answer search(JsonNode none) {
        ObjectNode page = FakeJson.object().put("page", 1).put("total_pages", 1);
        ArrayNode details = page.putArray("transaction_details");
        for (ObjectNode order : orders.values()) {
            JsonNode capture = captured(order);
            if (capture.isMissingNode()
                    || java.time.Instant.parse(capture.path("create_time").asText())
                            .plus(Duration.ofHours(3))
                            .isAfter(clock.instant())) {
                continue;
            }
            details.addObject()
                    .putObject("transaction_info")
                    .put("transaction_id", capture.path("id").asText())
                    .put("transaction_event_code", "T0003")
                    .put("custom_field", capture.path("custom_id").asText());
        }
        page.put("total_items", details.size());
        return FakeJson.ok(200, page);
    }
}
