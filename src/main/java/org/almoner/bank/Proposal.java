package org.almoner.bank;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.almoner.money.Money;

/**
 * What a waiting movement may belong to. A person decides; nothing is booked by likeness.
 *
 * @param gift a gift that waits for money; {@code null} when a gift would have to be made
 * @param donor who may have given
 * @param name the donor's, as he is to be addressed today
 * @param amount of the gift; {@code null} without one
 * @param pledgedAt when the gift was promised; {@code null} without one
 * @param why what speaks for it, the strongest first
 */
public record Proposal(
        UUID gift, UUID donor, String name, Money amount, Instant pledgedAt, List<Likeness> why) {

    /** What speaks for a proposal, the strongest first. */
    public enum Likeness {
        /** Earlier money from the same account was this donor's. */
        SAME_ACCOUNT(4),
        /** The account's holder is called like the donor. */
        SAME_NAME(2),
        /** The gift is about the same amount. */
        SAME_AMOUNT(1);

        private final int weight;

        Likeness(int weight) {
            this.weight = weight;
        }

        int weight() {
            return weight;
        }
    }

    /** Without who it is. */
    @Override
    public String toString() {
        return "Proposal[" + gift + ", " + donor + ", " + why + "]";
    }
}
