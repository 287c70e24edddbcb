package org.almoner.payment;

import java.util.List;
import java.util.Map;

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
}
