package org.almoner.receipt;

import java.util.UUID;
import org.almoner.money.Money;

/**
 * Everything the mail with the transfer instructions is made of.
 *
 * @param iban IBAN, or the national account number where there is none
 * @param bic {@code null} when not needed
 * @param qrPayload content of the GiroCode (EPC069-12); {@code null} unless the amount is in EUR
 */
record TransferRecord(
        UUID donation,
        String locale,
        Money amount,
        String iban,
        String bic,
        String beneficiary,
        String reference,
        String qrPayload,
        Addressee donor,
        Letterhead office) {

    @Override
    public String toString() {
        return "TransferRecord[" + donation + "]";
    }
}
