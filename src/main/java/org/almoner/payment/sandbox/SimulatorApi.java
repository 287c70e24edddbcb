package org.almoner.payment.sandbox;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.almoner.payment.sandbox.SimulatorKeys.Fate;
import org.almoner.payment.sandbox.SimulatorKeys.Outcome;
import org.almoner.payment.sandbox.SimulatorLedger.Deed;

/** The provider's API for payments. */
final class SimulatorApi {

    private static final int MOST = 100;

    private final SimulatorSettings settings;
    private final SimulatorLedger ledger;
    private final SimulatorActs acts;
    private final SimulatorKeys keys;

    SimulatorApi(
            SimulatorSettings settings,
            SimulatorLedger ledger,
            SimulatorActs acts,
            SimulatorKeys keys) {
        this.settings = settings;
        this.ledger = ledger;
        this.acts = acts;
        this.keys = keys;
    }

    /** {@code POST /payments}, under a key that was begun. */
    Outcome pay(String key, byte[] body, Fate fate, String base) {
        PaymentCall call;
        try {
            call = SandboxJson.read(body, PaymentCall.class);
        } catch (IOException invalid) {
            return Outcome.of(SimulatorAnswer.error(400, "invalid_request"));
        }
        return keys.keyed(
                new SimulatorKeys.Key(key, fate.isTakenForNew()),
                "POST /payments " + SandboxJson.text(call),
                deed -> {
                    Turn turn = turn(deed.books(), call);
                    boolean isDown =
                            turn.scenario() == SandboxScenario.PROVIDER_DOWN
                                    && deed.books().calls(key) < settings.refusals();
                    return isDown
                            ? Outcome.of(SimulatorAnswer.error(503, "down"))
                            : made(acts.make(deed, key, turn), fate, base);
                });
    }

    private static Turn turn(SimulatorBooks books, PaymentCall call) {
        if (call.method() == null) {
            return Turn.anew(call);
        }
        int collection = books.collections(call.method()) + 1;
        return books.methods()
                .find(call.method())
                .map(method -> Turn.collecting(call, method, collection))
                .orElseGet(() -> Turn.withoutMethod(call));
    }

    private Outcome made(SimulatedPayment payment, Fate fate, String base) {
        SandboxScenario scenario = payment.scenario();
        boolean fails = fate.failsAfterwards() || scenario == SandboxScenario.ERROR_AFTER_CHARGE;
        SimulatorAnswer answer =
                fails
                        ? SimulatorAnswer.error(500, "internal")
                        : SimulatorAnswer.json(
                                payment.status() == SandboxStatus.DECLINED ? 402 : 201,
                                SandboxPayment.of(payment, base));
        return new Outcome(
                answer,
                payment,
                scenario == SandboxScenario.SLOW ? settings.slow() : Duration.ZERO,
                fate.isLost() || scenario == SandboxScenario.LOST_REPLY);
    }

    /** Body of {@code POST /payments/{ref}/refunds}. */
    record RefundCall(
            @JsonProperty(required = true) long minor,
            @JsonProperty(required = true) String currency) {}

    /** {@code POST /payments/{ref}/refunds}, under a key that was begun. */
    Outcome refund(String key, String ref, byte[] body, Fate fate) {
        RefundCall call;
        try {
            call = SandboxJson.read(body, RefundCall.class);
        } catch (IOException invalid) {
            return Outcome.of(SimulatorAnswer.error(400, "invalid_request"));
        }
        return keys.keyed(
                new SimulatorKeys.Key(key, fate.isTakenForNew()),
                "POST /payments/" + ref + "/refunds " + SandboxJson.text(call),
                deed -> refunded(deed, ref, call, fate));
    }

    private Outcome refunded(Deed deed, String ref, RefundCall call, Fate fate) {
        Optional<SimulatedPayment> payment = deed.books().payments().find(ref);
        if (payment.isEmpty()) {
            return Outcome.of(SimulatorAnswer.error(404, "no_such_payment"));
        }
        Optional<SimulatedPayment.FlowBack> back =
                payment.get().currency().equals(call.currency())
                        ? acts.flowBack(
                                deed, payment.get(), SimulatorActs.Kind.REFUND, call.minor())
                        : Optional.empty();
        if (back.isEmpty()) {
            return Outcome.of(SimulatorAnswer.error(422, "refund_refused"));
        }
        SimulatorAnswer answer =
                fate.failsAfterwards()
                        ? SimulatorAnswer.error(500, "internal")
                        : SimulatorAnswer.json(201, back.get());
        return new Outcome(answer, payment.get(), Duration.ZERO, fate.isLost());
    }

    /** {@code GET /payments/{ref}}. */
    SimulatorAnswer payment(String ref, String base) {
        return ledger.read(books -> books.payments().find(ref))
                .map(found -> SimulatorAnswer.json(200, SandboxPayment.of(found, base)))
                .orElseGet(() -> SimulatorAnswer.error(404, "no_such_payment"));
    }

    /** {@code GET /payments?merchant_reference=} or {@code ?changed_since=&after=&limit=}. */
    SimulatorAnswer payments(Map<String, String> query, String base) {
        List<SimulatedPayment> found;
        if (query.containsKey("merchant_reference")) {
            String name = query.get("merchant_reference");
            found = ledger.read(books -> books.payments().ofMerchant(name));
        } else {
            try {
                Instant since = Instant.parse(query.getOrDefault("changed_since", ""));
                int limit = limit(query);
                String after = query.get("after");
                found = ledger.read(books -> books.payments().changedSince(since, after, limit));
            } catch (DateTimeException | NumberFormatException invalid) {
                return SimulatorAnswer.error(400, "invalid_request");
            }
        }
        return SimulatorAnswer.json(
                200,
                new SandboxPayment.Slice(
                        found.stream().map(one -> SandboxPayment.of(one, base)).toList()));
    }

    /** How many things a list shall have. */
    static int limit(Map<String, String> query) {
        int wanted = Integer.parseInt(query.getOrDefault("limit", "50"));
        return Math.max(1, Math.min(MOST, wanted));
    }

    /** {@code GET /events}: what happened, and how far the telling is. */
    SimulatorAnswer events() {
        return SimulatorAnswer.json(
                200,
                ledger.read(
                        books ->
                                Map.of(
                                        "events", books.telling().events(),
                                        "deliveries", books.telling().deliveries())));
    }
}
