package org.almoner.contact;

import jakarta.inject.Singleton;

/** The rules as the database has them, kept in memory. */
@Singleton
class KnownRules {

    private volatile Rulebook contact;
    private volatile TransferBook transfer;

    void publish(Rulebook newContact, TransferBook newTransfer) {
        contact = newContact;
        transfer = newTransfer;
    }

    /**
     * Rules of contact.
     *
     * @throws IllegalStateException before the catalogue has been read
     */
    Rulebook contact() {
        return read(contact);
    }

    /**
     * Rules of transfers.
     *
     * @throws IllegalStateException before the catalogue has been read
     */
    TransferBook transfer() {
        return read(transfer);
    }

    private static <T> T read(T rules) {
        if (rules == null) {
            throw new IllegalStateException("The rules of the catalogue have not been read yet");
        }
        return rules;
    }
}
