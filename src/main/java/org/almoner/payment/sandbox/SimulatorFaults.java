package org.almoner.payment.sandbox;

/**
 * What goes wrong at the simulator beyond the scenarios, each as a share of 0 to 100 per cent.
 *
 * @param lostReplies carried out, then the connection is cut
 * @param errorsAfterwards carried out, then answered 500, and 500 again under the same key
 * @param conflicts answered 409 without being carried out
 * @param tooMany answered 429 without being carried out
 * @param droppedEvents never sent, not even later
 * @param duplicatedEvents sent twice
 * @param shuffledEvents held back for up to half a second, so that their order changes
 * @param earlyEvents sent before the answer to the call that caused them
 * @param latencyMillis added to each call
 * @param outage whether the provider can be talked to at all
 * @param garbage whether answers are spoilt
 * @param forgetsKeys whether a key used before is taken for a new one, as real providers do once
 *     their memory of it has ended
 */
public record SimulatorFaults(
        int lostReplies,
        int errorsAfterwards,
        int conflicts,
        int tooMany,
        int droppedEvents,
        int duplicatedEvents,
        int shuffledEvents,
        int earlyEvents,
        int latencyMillis,
        Outage outage,
        Garbage garbage,
        boolean forgetsKeys) {

    /** Whether the provider can be talked to. */
    public enum Outage {
        NONE,
        /** Connections are taken, and nothing is ever answered. */
        BLACKHOLE,
        /** Connections are refused. Only {@link PspSimulator#faults} can end this. */
        REFUSED
    }

    /** What becomes of answers. */
    public enum Garbage {
        NONE,
        /** JSON that ends in the middle. */
        MALFORMED,
        /** A megabyte of it. */
        OVERSIZED,
        /** An amount below zero. */
        NEGATIVE,
        /** A friendly page with status 200. */
        HTML,
        /** A redirect to somewhere else. */
        REDIRECT
    }

    public SimulatorFaults {
        outage = outage == null ? Outage.NONE : outage;
        garbage = garbage == null ? Garbage.NONE : garbage;
    }

    /** Nothing goes wrong. */
    public static SimulatorFaults none() {
        return new SimulatorFaults(0, 0, 0, 0, 0, 0, 0, 0, 0, Outage.NONE, Garbage.NONE, false);
    }

    /** Only the answers suffer: lost, failed after the deed, in conflict, too many. */
    public static SimulatorFaults ofCalls(int lost, int failed, int conflicts, int tooMany) {
        return new SimulatorFaults(
                lost, failed, conflicts, tooMany, 0, 0, 0, 0, 0, Outage.NONE, Garbage.NONE, false);
    }

    /** Only the notifications suffer: dropped, doubled, shuffled, early. */
    public static SimulatorFaults ofEvents(int dropped, int doubled, int shuffled, int early) {
        return new SimulatorFaults(
                0, 0, 0, 0, dropped, doubled, shuffled, early, 0, Outage.NONE, Garbage.NONE, false);
    }

    /** Nobody can talk to the provider. */
    public static SimulatorFaults of(Outage outage) {
        return new SimulatorFaults(0, 0, 0, 0, 0, 0, 0, 0, 0, outage, Garbage.NONE, false);
    }

    /** Answers are spoilt. */
    public static SimulatorFaults of(Garbage garbage) {
        return new SimulatorFaults(0, 0, 0, 0, 0, 0, 0, 0, 0, Outage.NONE, garbage, false);
    }

    /** The same faults at a provider that remembers no key. */
    public SimulatorFaults withoutMemory() {
        return new SimulatorFaults(
                lostReplies,
                errorsAfterwards,
                conflicts,
                tooMany,
                droppedEvents,
                duplicatedEvents,
                shuffledEvents,
                earlyEvents,
                latencyMillis,
                outage,
                garbage,
                true);
    }
}
