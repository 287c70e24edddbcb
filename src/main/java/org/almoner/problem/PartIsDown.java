package org.almoner.problem;

/**
 * Tells failures that will pass from mistakes of ours: a database that is down, slow or being
 * replaced, or no room for more work. Whoever works on a lease then leaves it to a later try.
 */
public final class PartIsDown {

    private PartIsDown() {}

    /** Whether such a part is anywhere among the causes of a failure. */
    public static boolean isCauseOf(Throwable failure) {
        return UnplannedFailure.isOutageAtAll(failure);
    }
}
