package org.almoner.export;

/** What an export holds. */
public enum ExportKind {
    /** Gifts by the day their money came, with donor and what became of them. */
    GIFTS(true, null),
    /** Bookings of the ledger, one line for each leg. */
    JOURNAL(false, "export_mark"),
    /** Tax statements by the day of issue, void ones too. */
    STATEMENT_REGISTER(true, null),
    /** Answers in the ledger of consents, without names. */
    CONSENTS(false, null),
    /** What providers say of the accounts they hold: payments, fees, payouts and the rest. */
    PROVIDER_MOVEMENTS(false, null),
    /** Bookings of the ledger as postings for DATEV, one line for each; for German offices. */
    DATEV(false, "export_batch_mark");

    private final boolean hasNames;
    private final String marks;

    ExportKind(boolean hasNames, String marks) {
        this.hasNames = hasNames;
        this.marks = marks;
    }

    /** Whether persons' names stand in the file, which is then not kept for ever. */
    boolean hasNames() {
        return hasNames;
    }

    /** The table that notes with which export a booking left first; {@code null} for none. */
    String marks() {
        return marks;
    }

    /**
     * Whether only new bookings are meant when nobody says otherwise: postings must not be booked
     * twice, so a batch holds those of earlier ones only if somebody asks for it aloud.
     */
    public boolean onlyNewUnlessSaid() {
        return this == DATEV;
    }
}
