package org.almoner.statement;

import java.time.LocalDate;
import java.util.List;
import org.almoner.money.Money;

/**
 * What the form of a Dutch agreement of a periodic gift says (<i>Overeenkomst Periodieke gift in
 * geld</i>, Belastingdienst IB 080). Prints nothing of its people. There is no place in it for a
 * citizen service number (BSN), nor for dates and places of birth: nobody but the donor writes
 * them, by hand.
 *
 * @param number <i>transactienummer</i>
 * @param offeredOn the day it was made
 * @param hasPartner whether the donor's partner signs, too
 * @param signedOn the day the donor signed; {@code null} until then
 * @param signed who signed for the institution; {@code null} until then
 */
public record PeriodicGiftForm(
        String number,
        LocalDate offeredOn,
        Giver giver,
        Institution institution,
        Gift gift,
        Ends ends,
        boolean hasPartner,
        LocalDate signedOn,
        Signed signed) {

    /**
     * The donor, as known on the day of the offer. Prints nothing of it.
     *
     * @param street everything above the town; lines of the address but the last
     * @param town with the postcode, as on an envelope
     * @param country ISO 3166-1 alpha-2
     */
    public record Giver(
            String firstName, String lastName, String street, String town, String country) {

        /** Of the lines under a name on an envelope. */
        public static Giver of(
                String firstName, String lastName, List<String> lines, String country) {
            int last = lines.size() - 1;
            return new Giver(
                    firstName,
                    lastName,
                    String.join(", ", lines.subList(0, Math.max(0, last))),
                    last < 0 ? "" : lines.get(last),
                    country);
        }

        /** First and last name. */
        String name() {
            return (firstName == null ? "" : firstName + " ") + lastName;
        }

        @Override
        public String toString() {
            return "Giver";
        }
    }

    /**
     * Who receives.
     *
     * @param rsin nine digits
     */
    public record Institution(String name, String rsin) {}

    /**
     * What is given.
     *
     * @param years {@code null} for an indefinite time
     */
    public record Gift(Money yearly, int firstYear, Integer years) {}

    /**
     * When it ends at the latest. Prints nothing of it.
     *
     * @param otherPerson at whose death; {@code null} for the donor's own
     */
    public record Ends(String otherPerson, boolean jobLoss, boolean disability, boolean anbiLost) {

        @Override
        public String toString() {
            return "Ends";
        }
    }

    /** Who signed for the institution. Prints nothing of it. */
    public record Signed(String name, String function, String place, LocalDate on) {

        @Override
        public String toString() {
            return "Signed[" + on + "]";
        }
    }

    @Override
    public String toString() {
        return "PeriodicGiftForm[" + number + "]";
    }
}
