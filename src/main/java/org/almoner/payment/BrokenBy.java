package org.almoner.payment;

/** Tells which rule of the database a failure broke. */
final class BrokenBy {

    private BrokenBy() {}

    /** Whether the failure, or one of its causes, names the constraint. */
    static boolean constraint(Throwable failure, String constraint) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause.getMessage() != null && cause.getMessage().contains(constraint)) {
                return true;
            }
        }
        return false;
    }
}
