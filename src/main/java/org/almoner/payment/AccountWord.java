package org.almoner.payment;

/** What a gateway says of a movement on an account that is its own. */
public sealed interface AccountWord {

    /**
     * It is known and taken note of.
     *
     * @param to what it belongs to, such as {@code payment/…} or {@code direct-debit-block/…}; at
     *     most 80 characters
     */
    record Matched(String to) implements AccountWord {}

    /**
     * It is the gateway's own and does not fit; nothing was done, a person must look.
     *
     * @param reason a stable code, such as {@code other_amount}
     */
    record Waits(String reason) implements AccountWord {}
}
