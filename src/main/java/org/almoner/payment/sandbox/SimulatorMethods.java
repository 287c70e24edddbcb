package org.almoner.payment.sandbox;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.almoner.payment.sandbox.SimulatorKeys.Fate;
import org.almoner.payment.sandbox.SimulatorKeys.Outcome;

/** The provider's API for saved methods. */
final class SimulatorMethods {

    private final SimulatorSettings settings;
    private final SimulatorLedger ledger;
    private final SimulatorActs acts;
    private final SimulatorKeys keys;

    SimulatorMethods(
            SimulatorSettings settings,
            SimulatorLedger ledger,
            SimulatorActs acts,
            SimulatorKeys keys) {
        this.settings = settings;
        this.ledger = ledger;
        this.acts = acts;
        this.keys = keys;
    }

    /** {@code POST /methods}, under a key that was begun. */
    Outcome save(String key, byte[] body, Fate fate, String base) {
        MethodCall call;
        try {
            call = SandboxJson.read(body, MethodCall.class);
        } catch (IOException invalid) {
            return Outcome.of(SimulatorAnswer.error(400, "invalid_request"));
        }
        return keys.keyed(
                new SimulatorKeys.Key(key, fate.isTakenForNew()),
                "POST /methods " + SandboxJson.text(call),
                deed -> {
                    boolean isDown =
                            call.scenario() == SandboxScenario.PROVIDER_DOWN
                                    && deed.books().calls(key) < settings.refusals();
                    return isDown
                            ? Outcome.of(SimulatorAnswer.error(503, "down"))
                            : saved(acts.save(deed, call), fate, base);
                });
    }

    private Outcome saved(SimulatedMethod method, Fate fate, String base) {
        SandboxScenario scenario = method.scenario();
        boolean fails = fate.failsAfterwards() || scenario == SandboxScenario.ERROR_AFTER_CHARGE;
        SimulatorAnswer answer =
                fails
                        ? SimulatorAnswer.error(500, "internal")
                        : SimulatorAnswer.json(
                                method.status() == SandboxMethodStatus.DECLINED ? 402 : 201,
                                SandboxMethod.of(method, base));
        return new Outcome(
                answer,
                method,
                scenario == SandboxScenario.SLOW ? settings.slow() : Duration.ZERO,
                fate.isLost() || scenario == SandboxScenario.LOST_REPLY);
    }

    /** {@code DELETE /methods/{ref}}: forgetting again changes nothing. */
    SimulatorAnswer forget(String ref, String base) {
        return ledger.deed(
                        deed ->
                                deed.books()
                                        .methods()
                                        .find(ref)
                                        .map(method -> acts.forget(deed, method)))
                .map(method -> SimulatorAnswer.json(200, SandboxMethod.of(method, base)))
                .orElseGet(() -> SimulatorAnswer.error(404, "no_such_method"));
    }

    /** {@code GET /methods?merchant_reference=} or {@code ?changed_since=&after=&limit=}. */
    SimulatorAnswer methods(Map<String, String> query, String base) {
        List<SimulatedMethod> found;
        if (query.containsKey("merchant_reference")) {
            String name = query.get("merchant_reference");
            found = ledger.read(books -> books.methods().ofMerchant(name));
        } else {
            try {
                Instant since = Instant.parse(query.getOrDefault("changed_since", ""));
                int limit = SimulatorApi.limit(query);
                String after = query.get("after");
                found = ledger.read(books -> books.methods().changedSince(since, after, limit));
            } catch (DateTimeException | NumberFormatException invalid) {
                return SimulatorAnswer.error(400, "invalid_request");
            }
        }
        return SimulatorAnswer.json(
                200,
                new SandboxMethod.Slice(
                        found.stream().map(one -> SandboxMethod.of(one, base)).toList()));
    }
}
