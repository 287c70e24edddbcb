package org.almoner.idempotency;

import java.util.UUID;

/** What the caller may do after naming its key. */
public sealed interface Claim {

    /**
     * The key is new: do the work in this transaction.
     *
     * @param version the fence for {@link Idempotency#release}
     */
    record Fresh(int version) implements Claim {}

    /**
     * An earlier call with this key was interrupted after it had committed its work: finish it, do
     * not begin it again.
     */
    record Resume(UUID subject, int version) implements Claim {}

    /** The work is done: give the same answer again. */
    record Replay(int status, String body) implements Claim {}
}
