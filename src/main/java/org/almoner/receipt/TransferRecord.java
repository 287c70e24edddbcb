package org.almoner.receipt;

import java.util.UUID;
import org.almoner.letter.Addressee;
import org.almoner.letter.Letterhead;
import org.almoner.money.Money;

/**
 * Everything the mail with the transfer instructions is made of.
 *
 * @param iban IBAN, or the national account number where there is none
 * @param bankCode sort code, BSB, routing number and the like; {@code null} where IBANs are used
 * @param accountNumber the national number that goes with it; {@code null} like it
 * @param bic {@code null} when not needed
 * @param qrPayload content of the GiroCode (EPC069-12); {@code null} unless the amount is in EUR
 */
record TransferRecord(
        UUID donation,
        String locale,
        Money amount,
        String iban,
        String bankCode,
        String accountNumber,
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
