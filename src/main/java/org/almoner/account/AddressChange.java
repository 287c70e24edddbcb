package org.almoner.account;

import java.time.Instant;
import java.util.UUID;
import org.almoner.donor.EmailAddress;

/**
 * A wish to be reached by another address, and what became of it.
 *
 * @param secret the hash of what confirms it, and until when that works
 * @param undo the hash of what takes it back, and until when; {@code null} before it is confirmed,
 *     and where nobody else's mailbox is concerned
 * @param oldEmail where the person was reached before; {@code null} before it is confirmed
 */
record AddressChange(
        UUID id,
        AccountId account,
        EmailAddress email,
        State state,
        Secret secret,
        Instant confirmedAt,
        EmailAddress oldEmail,
        Secret undo) {

    /** What became of it. */
    enum State {
        /** Waits for the new mailbox to answer. */
        OPEN,
        /** A newer wish took its place, or an older change was taken back. */
        REPLACED,
        /** The new address counts. */
        DONE,
        /** It was taken back. */
        UNDONE
    }

    /** The hash of a secret that works until a moment. */
    record Secret(String hash, Instant until) {

        boolean opensWith(String tokenHash, Instant now) {
            return hash.equals(tokenHash) && until.isAfter(now);
        }

        @Override
        public String toString() {
            return "Secret";
        }
    }

    boolean isConfirmedBy(String tokenHash, Instant now) {
        return state == State.OPEN && secret.opensWith(tokenHash, now);
    }

    boolean isUndoneBy(String tokenHash, Instant now) {
        return state == State.DONE && undo != null && undo.opensWith(tokenHash, now);
    }

    @Override
    public String toString() {
        return "AddressChange[" + id + "]";
    }
}
