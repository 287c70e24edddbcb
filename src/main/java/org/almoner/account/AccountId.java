package org.almoner.account;

import java.util.UUID;

/** One person (or organisation) behind any number of donors' rows. */
public record AccountId(UUID value) {

    public AccountId {
        if (value == null) {
            throw new IllegalArgumentException("An account has an id");
        }
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
