package org.almoner.periodic;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Set;
import java.util.UUID;
import org.almoner.donor.DonorId;
import org.almoner.money.Money;

/**
 * What a donor wants to agree on, as a request says it. There is no member for a citizen service
 * number (BSN), and an unknown member is refused. Prints nothing of it.
 *
 * @param recurringGift what it is to be paid by; {@code null} for nothing
 * @param years five at least; {@code null} for an indefinite time
 * @param deathOf at whose death it ends; {@code null} for the donor's own
 * @param otherPerson the name of that person; {@code null} for the donor
 * @param earlyEnds {@code null} for none
 * @param partner whether the donor's partner signs, too; {@code null} for no
 */
public record AgreementWish(
        UUID recurringGift,
        @NotNull Money yearlyAmount,
        @NotNull Integer firstYear,
        Integer years,
        DeathOf deathOf,
        @Size(min = 1, max = 200)
                @Pattern(regexp = "\\P{Cntrl}*\\S\\P{Cntrl}*", message = "one line of text")
                String otherPerson,
        Set<@NotNull EarlyEnd> earlyEnds,
        Boolean partner) {

    /** The wish of a donor's record. */
    public PeriodicGiftDesk.Wish of(DonorId donor) {
        return new PeriodicGiftDesk.Wish(
                donor,
                recurringGift,
                new AgreementTerms(
                        yearlyAmount,
                        firstYear,
                        years,
                        deathOf == null ? DeathOf.DONOR : deathOf,
                        otherPerson == null ? null : otherPerson.strip(),
                        earlyEnds == null ? Set.of() : earlyEnds,
                        Boolean.TRUE.equals(partner)));
    }

    @Override
    public String toString() {
        return "AgreementWish";
    }
}
