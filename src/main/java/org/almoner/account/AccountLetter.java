package org.almoner.account;

import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;
import org.almoner.letter.Addressee;
import org.almoner.letter.Letterhead;

/**
 * Everything a mail about an account is made of, but its secret.
 *
 * @param to without a name where the mailbox may be a stranger's: nobody's words reach him
 * @param portal the page the button leads to, without the secret
 * @param address the new address; masked for the old one's mailbox
 * @param at when it was asked for, or done
 * @param until when the button stops working
 * @param zone whose clock these are told by
 */
record AccountLetter(
        UUID id,
        Kind kind,
        String locale,
        Addressee to,
        Letterhead office,
        String portal,
        String address,
        Instant at,
        Instant until,
        ZoneId zone) {

    /** What it says. */
    enum Kind {
        /** To the new address: is this mailbox yours? */
        CONFIRM_ADDRESS,
        /** To the old address: it counts no more, and how to take that back. */
        ADDRESS_CHANGED
    }

    @Override
    public String toString() {
        return "AccountLetter[" + id + "]";
    }
}
