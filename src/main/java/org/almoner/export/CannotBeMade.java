package org.almoner.export;

/** There is no file and there will be none. */
final class CannotBeMade extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ExportFailure reason;

    CannotBeMade(ExportFailure reason) {
        this(reason, null);
    }

    /**
     * @param detail what it was that cannot be told, without anything about a person
     */
    CannotBeMade(ExportFailure reason, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
    }

    ExportFailure reason() {
        return reason;
    }

    @Override
    public String toString() {
        return getMessage() == null ? reason.name() : reason + ", " + getMessage();
    }
}
