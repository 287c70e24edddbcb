package org.almoner.payment.paypal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.almoner.payment.paypal.FakeKeys.Answer;

/** Accounts that donors let the tests' PayPal keep. */
final class FakeVault {

    private final String page;
    private final Map<String, ObjectNode> setups = new LinkedHashMap<>();
    private final Map<String, ObjectNode> tokens = new LinkedHashMap<>();
    private boolean approvesAtOnce;
    private final String run = FakeJson.someLetters();
    private int count = 0;

    FakeVault(String page) {
        this.page = page;
    }

    /** From now on donors have agreed before the answer is out. */
    synchronized void approvesAtOnce() {
        approvesAtOnce = true;
    }

    synchronized Answer setup(JsonNode call) {
        String id = "S" + run + String.format("%06d", ++count);
        ObjectNode setup =
                FakeJson.object()
                        .put("id", id)
                        .put("status", approvesAtOnce ? "APPROVED" : "PAYER_ACTION_REQUIRED");
        setup.putObject("customer")
                .put("id", "cust" + run + count)
                .put("merchant_customer_id", call.at("/customer/merchant_customer_id").asText());
        setup.putArray("links")
                .addObject()
                .put("href", page + "/agreements/approve?approval_session_id=" + id)
                .put("rel", "approve")
                .put("method", "GET");
        setups.put(id, setup);
        return FakeJson.ok(201, setup);
    }

    synchronized Answer showSetup(String id) {
        return setups.containsKey(id)
                ? FakeJson.ok(200, setups.get(id))
                : FakeJson.failure(404, "INVALID_RESOURCE_ID");
    }

    synchronized Answer keep(JsonNode call) {
        String id = call.at("/payment_source/token/id").asText();
        ObjectNode setup = setups.get(id);
        if (setup == null) {
            return FakeJson.failure(404, "TOKEN_NOT_FOUND");
        }
        if (!setup.path("status").asText().equals("APPROVED")) {
            return FakeJson.failure(422, "SETUP_TOKEN_NOT_APPROVED");
        }
        setup.put("status", "VAULTED");
        ObjectNode token = FakeJson.object().put("id", "T" + id);
        token.set("customer", setup.path("customer").deepCopy());
        token.putObject("payment_source")
                .putObject("paypal")
                .put("email_address", "dora@example.org")
                .put("account_id", "VYYFH3WJ4JPJQ");
        tokens.put("T" + id, token);
        return FakeJson.ok(201, token);
    }

    synchronized Answer showToken(String id) {
        return tokens.containsKey(id)
                ? FakeJson.ok(200, tokens.get(id))
                : FakeJson.failure(404, "INVALID_RESOURCE_ID");
    }

    synchronized Answer list(String customer) {
        ObjectNode page = FakeJson.object();
        var listed = page.putArray("payment_tokens");
        tokens.values().stream()
                .filter(token -> token.at("/customer/id").asText().equals(customer))
                .forEach(listed::add);
        page.put("total_items", listed.size()).put("total_pages", 1);
        return FakeJson.ok(200, page);
    }

    synchronized Answer delete(String id) {
        return tokens.remove(id) == null
                ? FakeJson.failure(404, "TOKEN_NOT_FOUND")
                : new Answer(204, new byte[0]);
    }

    /** The donor agrees on PayPal's page. */
    synchronized void approve(String setup) {
        setups.get(setup).put("status", "APPROVED");
    }

    /** PayPal drops a setup that nobody agreed to. */
    synchronized void drop(String setup) {
        setups.remove(setup);
    }

    synchronized boolean isKept(String token) {
        return tokens.containsKey(token);
    }

    synchronized int kept() {
        return tokens.size();
    }

    synchronized int setups() {
        return setups.size();
    }
}
