package org.almoner.money;

import java.util.Currency;

/** Two amounts of different currencies met in one calculation; both are named. */
public final class CurrencyMismatch extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    CurrencyMismatch(Currency one, Currency other) {
        super("Amounts in " + one + " and " + other + " cannot be combined");
    }
}
