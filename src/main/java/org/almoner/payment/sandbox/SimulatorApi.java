package org.almoner.payment.sandbox;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.almoner.payment.sandbox.SimulatorLedger.Deed;

/** The provider's API for merchants, with Stripe's rules for idempotency keys. */
final class SimulatorApi {

    private static final int MOST = 100;

    private final SimulatorSettings settings;
    private final SimulatorLedger ledger;
    private final SimulatorActs acts;
    private final Set<String> inFlight = ConcurrentHashMap.newKeySet();

    SimulatorApi(SimulatorSettings settings, SimulatorLedger ledger, SimulatorActs acts) {
        this.settings = settings;
        this.ledger = ledger;
        this.acts = acts;
    }

    /** What shall befall this call, drawn before it is carried out. */
    record Fate(boolean failsAfterwards, boolean isLost, boolean isTakenForNew) {}

    /**
     * What came of a call.
     *
     * @param answer for the caller
     * @param made payment that was made just now, or {@code null}
     * @param slowness how long the caller is kept waiting
     * @param lost whether the answer gets lost on the way
     */
    record Outcome(SimulatorAnswer answer, SimulatedPayment made, Duration slowness, boolean lost) {

        static Outcome of(SimulatorAnswer answer) {
            return new Outcome(answer, null, Duration.ZERO, false);
        }
    }

    /** Takes a key for one call; {@code false} while another call with it is running. */
    boolean begin(String key) {
        return inFlight.add(key);
    }

    /** The call with the key is answered. */
    void end(String key) {
        inFlight.remove(key);
    }

    /** {@code POST /payments}, under a key that was begun. */
    Outcome pay(String key, byte[] body, Fate fate, String base) {
        PaymentCall call;
        try {
            call = SandboxJson.read(body, PaymentCall.class);
        } catch (IOException invalid) {
            return Outcome.of(SimulatorAnswer.error(400, "invalid_request"));
        }
        return keyed(
                new Key(key, fate.isTakenForNew()),
                "POST /payments " + SandboxJson.text(call),
                deed -> {
                    boolean isDown =
                            call.scenario() == SandboxScenario.PROVIDER_DOWN
                                    && deed.books().calls(key) < settings.refusals();
                    return isDown
                            ? Outcome.of(SimulatorAnswer.error(503, "down"))
                            : made(deed, key, call, fate, base);
                });
    }

    private Outcome made(Deed deed, String key, PaymentCall call, Fate fate, String base) {
        SimulatedPayment payment = acts.make(deed, key, call);
        boolean fails =
                fate.failsAfterwards() || call.scenario() == SandboxScenario.ERROR_AFTER_CHARGE;
        SimulatorAnswer answer =
                fails
                        ? SimulatorAnswer.error(500, "internal")
                        : SimulatorAnswer.json(
                                payment.status() == SandboxStatus.DECLINED ? 402 : 201,
                                SandboxPayment.of(payment, base));
        return new Outcome(
                answer,
                payment,
                call.scenario() == SandboxScenario.SLOW ? settings.slow() : Duration.ZERO,
                fate.isLost() || call.scenario() == SandboxScenario.LOST_REPLY);
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
        return keyed(
                new Key(key, fate.isTakenForNew()),
                "POST /payments/" + ref + "/refunds " + SandboxJson.text(call),
                deed -> refunded(deed, ref, call, fate));
    }

    private Outcome refunded(Deed deed, String ref, RefundCall call, Fate fate) {
        Optional<SimulatedPayment> payment = deed.books().payment(ref);
        if (payment.isEmpty()) {
            return Outcome.of(SimulatorAnswer.error(404, "no_such_payment"));
        }
        Optional<SimulatedPayment.FlowBack> back =
                payment.get().currency().equals(call.currency())
                        ? acts.flowBack(deed, payment.get(), "REFUND", call.minor())
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

    private record Key(String value, boolean isForgotten) {}

    /** Replays, refuses or carries out; an answer is kept only if something was carried out. */
    private Outcome keyed(Key used, String print, Function<Deed, Outcome> work) {
        Instant now = settings.clock().instant();
        String key = used.value();
        return ledger.deed(
                deed -> {
                    Optional<JournalEntry.KeyAnswered> known =
                            used.isForgotten() ? Optional.empty() : deed.books().answer(key, now);
                    Outcome outcome =
                            known.map(answer -> replay(answer, print))
                                    .orElseGet(() -> work.apply(deed));
                    deed.note(new JournalEntry.KeyCalled(key));
                    if (outcome.made() != null) {
                        SimulatorAnswer answer = outcome.answer();
                        deed.note(
                                new JournalEntry.KeyAnswered(
                                        key,
                                        print,
                                        answer.status(),
                                        new String(
                                                answer.body(),
                                                java.nio.charset.StandardCharsets.UTF_8),
                                        now));
                    }
                    return outcome;
                });
    }

    private static Outcome replay(JournalEntry.KeyAnswered known, String print) {
        return Outcome.of(
                known.print().equals(print)
                        ? SimulatorAnswer.jsonText(known.status(), known.body())
                        : SimulatorAnswer.error(400, "idempotency_error"));
    }

    /** {@code GET /payments/{ref}}. */
    SimulatorAnswer payment(String ref, String base) {
        return ledger.read(books -> books.payment(ref))
                .map(found -> SimulatorAnswer.json(200, SandboxPayment.of(found, base)))
                .orElseGet(() -> SimulatorAnswer.error(404, "no_such_payment"));
    }

    /** {@code GET /payments?merchant_reference=} or {@code ?changed_since=&after=&limit=}. */
    SimulatorAnswer payments(Map<String, String> query, String base) {
        List<SimulatedPayment> found;
        if (query.containsKey("merchant_reference")) {
            found = ledger.read(books -> books.ofMerchant(query.get("merchant_reference")));
        } else {
            try {
                Instant since = Instant.parse(query.getOrDefault("changed_since", ""));
                int limit = Integer.parseInt(query.getOrDefault("limit", "50"));
                int most = Math.max(1, Math.min(MOST, limit));
                found = ledger.read(books -> books.changedSince(since, query.get("after"), most));
            } catch (DateTimeException | NumberFormatException invalid) {
                return SimulatorAnswer.error(400, "invalid_request");
            }
        }
        return SimulatorAnswer.json(
                200,
                new SandboxPayment.Slice(
                        found.stream().map(one -> SandboxPayment.of(one, base)).toList()));
    }

    /** {@code GET /events}: what happened, and how far the telling is. */
    SimulatorAnswer events() {
        return SimulatorAnswer.json(
                200,
                ledger.read(
                        books ->
                                Map.of(
                                        "events", books.events(),
                                        "deliveries", books.deliveries())));
    }
}
