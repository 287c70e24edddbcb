package org.almoner.finance;

import java.util.Locale;

/** Accounts of the ledger; those of providers' movements alone stand in {@link BookMovements}. */
final class Accounts {

    /** What was given. */
    static final String DONATIONS = "DONATIONS";

    /** What of it flowed back. */
    static final String GIVEN_BACK = "DONATIONS-GIVEN-BACK";

    /** What the office's own bank takes, shown on its statements. */
    static final String BANK_FEES = "BANK-FEES";

    /** What providers hold back while somebody doubts a payment. */
    static final String DISPUTES_HELD = "DISPUTES-HELD";

    private Accounts() {}

    /** What a provider holds for the office, or is about to. */
    static String clearing(String provider) {
        return "CLEARING-" + provider.toUpperCase(Locale.ROOT);
    }
}
