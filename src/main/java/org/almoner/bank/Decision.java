package org.almoner.bank;

import java.util.UUID;

/** What a person decides about a movement that waits. */
public sealed interface Decision {

    /** It is the money of a gift that was promised. */
    record Assign(UUID gift) implements Decision {}

    /** It is a payout of a provider, by our id of it. */
    record IsPayout(UUID payout) implements Decision {}

    /**
     * It is a gift that nobody had announced.
     *
     * @param campaign what it is for; {@code null} when nothing is said
     */
    record MakeGift(UUID donor, UUID campaign) implements Decision {}

    /** It is to be sent back by the office's bank; this service pays nothing. */
    record SendBack(String reason) implements Decision {

        @Override
        public String toString() {
            return "SendBack[…]";
        }
    }

    /** It is none of the donors' business, such as fees and interest, or another one's double. */
    record SetAside(String reason) implements Decision {

        @Override
        public String toString() {
            return "SetAside[…]";
        }
    }
}
