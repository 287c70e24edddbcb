package org.almoner.consent;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.almoner.selfcheck.Invariant;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Verifies that nobody changed the consent ledger behind its back: every link's hash, the order of
 * the links, the end of each chain, the words that were answered, and proofs that still exist. An
 * erased proof leaves its chain sound.
 */
@Singleton
public class ConsentChain implements Invariant {

    private static final Logger LOG = Logger.getLogger(ConsentChain.class);
    private static final int MAX_BROKEN = 1_000;

    /** The self-check names the others. */
    private static final int NAMED = 20;

    private final ChainSlice slices;
    private final int size;

    private final Rounds rounds = new Rounds(after -> slice(after).last());

    ConsentChain(
            ChainSlice slices,
            MeterRegistry metrics,
            @ConfigProperty(name = "almoner.consent.verify-slice") int size) {
        this.slices = slices;
        this.size = size;
        metrics.gauge("almoner.consent.chain.broken", rounds, Rounds::size);
    }

    /** Reads the whole ledger from the first donor to the last. */
    public ChainReport verify() {
        long donors = 0;
        long events = 0;
        List<UUID> found = new ArrayList<>();
        UUID last = null;
        do {
            ChainPart part = verifyPart(last);
            donors += part.donors();
            events += part.events();
            part.broken().stream().limit(MAX_BROKEN - found.size()).forEach(found::add);
            last = part.last();
        } while (last != null);
        return new ChainReport(donors, events, List.copyOf(found));
    }

    /**
     * Reads a part of the ledger, so that somebody who asks for all of it waits for no answer long.
     *
     * @param after the last donor of the part before; {@code null} to begin
     */
    public ChainPart verifyPart(UUID after) {
        long donors = 0;
        long events = 0;
        List<UUID> found = new ArrayList<>();
        UUID last = after == null ? Rounds.START : after;
        for (int i = 0; i < Rounds.SLICES_PER_CHECK && last != null; i++) {
            ChainSlice.Result slice = slice(last);
            donors += slice.donors();
            events += slice.events();
            found.addAll(slice.broken());
            last = slice.last();
        }
        return new ChainPart(donors, events, List.copyOf(found), last);
    }

    @Override
    public String id() {
        return "I-consent-chain";
    }

    @Override
    public String sentence() {
        return "Every donor's chain of consents is as it was written.";
    }

    /** Donors whose chain is known to be broken, after looking at some slices more. */
    @Override
    public List<String> offenders(int limit) {
        return rounds.offenders(limit);
    }

    @Scheduled(
            every = "{almoner.consent.verify-every}",
            delayed = "{almoner.consent.verify-every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void tick() {
        rounds.goOn();
    }

    private ChainSlice.Result slice(UUID after) {
        ChainSlice.Result slice = slices.after(after, size);
        List<UUID> news = rounds.note(after, slice.last(), slice.broken());
        if (!news.isEmpty()) {
            LOG.errorf(
                    "The consent chains of %d donors were changed, %s first",
                    news.size(), news.stream().limit(NAMED).toList());
        }
        return slice;
    }
}
