package org.almoner.export;

/** What an export holds. */
public enum ExportKind {
    /** Gifts by the day their money came, with donor and what became of them. */
    GIFTS(Audience.FINANCE, true, null),
    /** Bookings of the ledger, one line for each leg. */
    JOURNAL(Audience.FINANCE, false, "export_mark"),
    /** Tax statements by the day of issue, void ones too. */
    STATEMENT_REGISTER(Audience.FINANCE, true, null),
    /** Answers in the ledger of consents, without names. */
    CONSENTS(Audience.FINANCE, false, null),
    /** What providers say of the accounts they hold: payments, fees, payouts and the rest. */
    PROVIDER_MOVEMENTS(Audience.FINANCE, false, null),
    /** Bookings of the ledger as postings for DATEV, one line for each; for German offices. */
    DATEV(Audience.FINANCE, false, "export_batch_mark"),
    /**
     * All answers in the ledger of consents with their words, ways, confirmations and hashes, by
     * the day they were said. Without names, yet all of it is about persons, and it can be asked
     * for again as long as the ledger is there.
     */
    CONSENT_LEDGER(Audience.PRIVACY, true, null);

    private final Audience audience;
    private final boolean goes;
    private final String marks;

    ExportKind(Audience audience, boolean goes, String marks) {
        this.audience = audience;
        this.goes = goes;
        this.marks = marks;
    }

    /** Whose work a kind is for; nobody else asks for it, sees it or takes it away. */
    public enum Audience {
        /** Gifts, books and what belongs to them. */
        FINANCE,
        /** What persons said about their data. */
        PRIVACY
    }

    /** Whose work it is for. */
    public Audience audience() {
        return audience;
    }

    /** Whether the file is about persons, and therefore not kept for ever. */
    boolean goes() {
        return goes;
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
