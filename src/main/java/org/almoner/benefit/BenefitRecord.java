package org.almoner.benefit;

import java.time.Instant;
import java.util.UUID;
import org.almoner.money.Money;

/**
 * What finance recorded once about what was given in return for a gift.
 *
 * @param description what it was, one line of at most 200 characters; {@code null} when the record
 *     says that nothing was given after all
 * @param value fair market value in the gift's currency; zero for nothing and for what is
 *     intangible
 * @param cashLike money, or as good as money, such as a voucher that can be redeemed; in Canada
 *     also the main object of a fundraising event: it is never too little to matter
 * @param intangibleReligious a religious benefit that is not sold outside of gifts (IRC §
 *     170(f)(8)(B)(iii)); it has no value
 * @param reason why, in the words of whoever recorded it; {@code null} when none was given
 * @param recordedBy subject of the staff member's token
 */
public record BenefitRecord(
        UUID id,
        String description,
        Money value,
        boolean cashLike,
        boolean intangibleReligious,
        String reason,
        String recordedBy,
        Instant recordedAt) {

    @Override
    public String toString() {
        return "BenefitRecord[" + id + "]";
    }
}
