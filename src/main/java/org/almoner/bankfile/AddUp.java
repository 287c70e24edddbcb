package org.almoner.bankfile;

import java.math.BigInteger;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.almoner.bankfile.CamtPart.BalanceCheck;

/** Adds a statement up. Balances of several pages or days are compared from first to last. */
final class AddUp {

    private final Optional<CamtPart.Balance> opening;
    private final Optional<CamtPart.Balance> closing;
    private BigInteger sum = BigInteger.ZERO;
    private boolean foreign;

    AddUp(List<CamtPart.Balance> balances) {
        opening = first(balances, "OPBD").or(() -> first(balances, "PRCD"));
        closing = balances.stream().filter(it -> it.type().equals("CLBD")).reduce((a, b) -> b);
    }

    private static Optional<CamtPart.Balance> first(List<CamtPart.Balance> balances, String type) {
        return balances.stream().filter(it -> it.type().equals(type)).findFirst();
    }

    void add(CamtPart.Entry entry) {
        if (entry.isBooked()) {
            sum = sum.add(signed(entry.amount().minor(), entry.credit()));
            foreign |=
                    opening.filter(it -> !currency(it).equals(entry.amount().currency()))
                            .isPresent();
        }
    }

    BalanceCheck check() {
        if (opening.isEmpty() || closing.isEmpty()) {
            return BalanceCheck.NOT_STATED;
        }
        boolean holds =
                !foreign
                        && currency(opening.get()).equals(currency(closing.get()))
                        && signed(opening.get()).add(sum).equals(signed(closing.get()));
        return holds ? BalanceCheck.HOLDS : BalanceCheck.BROKEN;
    }

    private static Currency currency(CamtPart.Balance balance) {
        return balance.amount().currency();
    }

    private static BigInteger signed(CamtPart.Balance balance) {
        return signed(balance.amount().minor(), balance.credit());
    }

    private static BigInteger signed(long minor, boolean credit) {
        return BigInteger.valueOf(credit ? minor : -minor);
    }
}
