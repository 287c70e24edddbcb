package org.almoner.receipt;

import java.time.LocalDate;
import java.util.UUID;
import org.almoner.donor.EmailAddress;
import org.almoner.giving.PaymentMethod;
import org.almoner.letter.Addressee;
import org.almoner.letter.Letterhead;
import org.almoner.money.Money;

/**
 * Everything the receipt mail is made of, frozen when the gift settled.
 *
 * @param locale {@code de}, {@code en}, {@code nl} or {@code fr}
 * @param givenOn the day of the gift at the office
 * @param issuedOn the day of the receipt at the office
 * @param purpose name of the campaign in the donor's language; {@code null} for none
 * @param exemption what the German simplified proof quotes; {@code null} where there is no such
 *     proof, or the gift is above its limit, or the notice carries none that day
 * @param giftAid the day of the declaration by which tax is claimed back on it; {@code null} for
 *     none
 */
record ReceiptRecord(
        UUID donation,
        String number,
        String locale,
        LocalDate givenOn,
        LocalDate issuedOn,
        Money amount,
        String purpose,
        PaymentMethod method,
        Addressee donor,
        Letterhead office,
        Exemption exemption,
        LocalDate giftAid) {

    /** Whether the mail proves a gift; elsewhere it confirms a payment and says so. */
    boolean saysThatItIsAGift() {
        if (office == null) {
            return true; // nothing is known of it any more
        }
        return switch (office.jurisdiction()) {
            case DE, NL, AU, US -> true;
            case CA, GB -> false;
        };
    }

    /** The same receipt, sent to where the donor is reached today. */
    ReceiptRecord sentTo(String email) {
        return new ReceiptRecord(
                donation,
                number,
                locale,
                givenOn,
                issuedOn,
                amount,
                purpose,
                method,
                new Addressee(
                        donor.salutation(),
                        donor.title(),
                        donor.firstName(),
                        donor.lastName(),
                        donor.organisation(),
                        email),
                office,
                exemption,
                giftAid);
    }

    /** Whether the donor was erased since. */
    boolean isForNobody() {
        return donor != null && EmailAddress.NOBODY.value().equals(donor.email());
    }

    @Override
    public String toString() {
        return "ReceiptRecord[" + number + "]";
    }
}
