package org.almoner.account;

/** What a secret from a mail has brought about. */
public record Confirmed(AccountId account, Kind kind) {

    /** What was confirmed. */
    public enum Kind {
        /** The person is reached by the new address. */
        EMAIL_CHANGE,
        /** The person is reached by the old address again. */
        EMAIL_CHANGE_UNDONE
    }
}
