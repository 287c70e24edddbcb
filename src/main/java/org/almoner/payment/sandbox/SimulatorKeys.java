package org.almoner.payment.sandbox;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.almoner.payment.sandbox.SimulatorLedger.Deed;

/** The provider's idempotency keys, with Stripe's rules. */
final class SimulatorKeys {

    private static final int PRINT_BYTES = 16;

    private final SimulatorSettings settings;
    private final SimulatorLedger ledger;
    private final Set<String> inFlight = ConcurrentHashMap.newKeySet();

    SimulatorKeys(SimulatorSettings settings, SimulatorLedger ledger) {
        this.settings = settings;
        this.ledger = ledger;
    }

    /** What shall befall a call, drawn before it is carried out. */
    record Fate(boolean failsAfterwards, boolean isLost, boolean isTakenForNew) {}

    /** A key, and whether the provider has forgotten what it knew of it. */
    record Key(String value, boolean isForgotten) {}

    /**
     * What came of a call.
     *
     * @param answer for the caller
     * @param made what was made or changed just now, or {@code null}
     * @param slowness how long the caller is kept waiting
     * @param lost whether the answer gets lost on the way
     */
    record Outcome(SimulatorAnswer answer, Shelf.Item made, Duration slowness, boolean lost) {

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

    /** Replays, refuses or carries out; an answer is kept only if something was carried out. */
    Outcome keyed(Key used, String call, Function<Deed, Outcome> work) {
        String key = used.value();
        Instant now = settings.clock().instant();
        String print = print(call);
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
                                        new String(answer.body(), StandardCharsets.UTF_8),
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

    /** Enough of a hash to tell one call from another. */
    private static String print(String call) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(call.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(Arrays.copyOf(hash, PRINT_BYTES));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("SHA-256 is part of every Java", impossible);
        }
    }
}
