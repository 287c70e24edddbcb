package org.almoner.payment;

import java.time.LocalDate;
import java.util.List;
import org.almoner.money.Money;

/**
 * Money is on its way to an office's bank account, or may have come before anybody knew of it: what
 * waits there is told to the gateways once more. Published inside the transaction that learns it.
 *
 * @param office code
 * @param days how far the bank's day of booking may lie from the day it is due
 */
public record AwaitedOnAccount(String office, List<Sum> sums, int days) {

    public AwaitedOnAccount {
        sums = List.copyOf(sums);
    }

    /** An amount that is due on a day. */
    public record Sum(Money amount, LocalDate on) {}
}
