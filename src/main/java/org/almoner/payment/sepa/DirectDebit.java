package org.almoner.payment.sepa;

import java.time.LocalDate;
import java.util.Optional;
import org.almoner.donor.Iban;
import org.almoner.donor.PostalAddress;

/**
 * One collection as the bank is told of it.
 *
 * @param endToEnd comes back with a return; unique for ever
 * @param cents in EUR cents, 1 to 99,999,999,999
 * @param mandate under which it is collected
 * @param debtor whom it is collected from
 * @param purpose what the debtor reads on the statement
 */
record DirectDebit(
        SepaReference endToEnd, long cents, MandateMark mandate, Debtor debtor, String purpose) {

    private static final long MOST = 99_999_999_999L;

    DirectDebit {
        if (!isCollectable(cents)) {
            throw new IllegalArgumentException("SEPA collects 0.01 to 999,999,999.99 EUR");
        }
    }

    /** Whether SEPA collects such an amount. */
    static boolean isCollectable(long cents) {
        return cents >= 1 && cents <= MOST;
    }

    /**
     * A mandate as the bank knows it.
     *
     * @param reference told to the debtor
     * @param signedOn the day it was agreed to
     */
    record MandateMark(SepaReference reference, LocalDate signedOn) {}

    /**
     * Whom it is collected from.
     *
     * @param holder name of the account's holder
     * @param account the account
     * @param bic must be there outside the European Economic Area
     * @param address must be there outside the European Economic Area
     */
    record Debtor(
            String holder, Iban account, Optional<String> bic, Optional<PostalAddress> address) {

        Debtor {
            if (!EconomicArea.includes(account.country()) && (bic.isEmpty() || address.isEmpty())) {
                throw new IllegalArgumentException(
                        "An account outside the EEA needs its bank's BIC and the holder's address");
            }
        }

        @Override
        public String toString() {
            return "Debtor[" + account + "]";
        }
    }
}
