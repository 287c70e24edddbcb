package org.almoner.payment;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A gateway whose money moves on the office's own bank account, where statements show it and
 * nothing else does.
 */
public interface SettlesOnAccount {

    /**
     * Hears of movements, in the caller's transaction and with a number of SQL statements that does
     * not grow with theirs. The same movement told again gets the same word and changes nothing.
     *
     * @param movements of one office, batch bookings before what came back of them
     * @return a word on each movement that is the gateway's own, by key; what is missing is not
     */
    Map<String, AccountWord> hear(List<BankMovement> movements);

    /**
     * A person says what a movement is that waited, in the caller's transaction.
     *
     * @param to as {@link AccountWord.Matched#to} would have it
     * @return empty when nothing of the gateway's is called so; otherwise its word, and where the
     *     movement does not fit nothing is done
     */
    default Optional<AccountWord> assign(String to, BankMovement movement) {
        return Optional.empty();
    }
}
