package org.almoner.finance;

import java.util.Locale;

/** The accounts of the ledger. */
final class Accounts {

    /** What was given. */
    static final String DONATIONS = "DONATIONS";

    /** What of it flowed back. */
    static final String GIVEN_BACK = "DONATIONS-GIVEN-BACK";

    /** What the office's own bank takes, shown on its statements. */
    static final String BANK_FEES = "BANK-FEES";

    /**
     * What providers keep before they pay out. Apart from the bank's fees: it never stands on a
     * bank statement, comes with an invoice of the provider and is taxed by other rules; who wants
     * both on one account of the chart maps both to it.
     */
    static final String PROVIDER_FEES = "PROVIDER-FEES";

    /** What providers hold back while somebody doubts a payment. */
    static final String DISPUTES_HELD = "DISPUTES-HELD";

    /** What left a provider and has not reached the bank. */
    static final String PAYOUTS_UNDERWAY = "PAYOUTS-UNDERWAY";

    /** What reached the office's account at its bank from there. */
    static final String BANK = "BANK";

    /** How {@link #clearing} begins. */
    static final String CLEARING = "CLEARING-";

    private Accounts() {}

    /** What a provider holds for the office, or is about to. */
    static String clearing(String provider) {
        return CLEARING + provider.toUpperCase(Locale.ROOT);
    }
}
