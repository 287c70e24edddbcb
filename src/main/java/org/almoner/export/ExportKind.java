package org.almoner.export;

/** What an export holds. */
public enum ExportKind {
    /** Gifts by the day their money came, with donor and what became of them. */
    GIFTS(true),
    /** Bookings of the ledger, one line for each leg. */
    JOURNAL(false),
    /** Tax statements by the day of issue, void ones too. */
    STATEMENT_REGISTER(true),
    /** Answers in the ledger of consents, without names. */
    CONSENTS(false);

    private final boolean hasNames;

    ExportKind(boolean hasNames) {
        this.hasNames = hasNames;
    }

    /** Whether persons' names stand in the file, which is then not kept for ever. */
    boolean hasNames() {
        return hasNames;
    }
}
