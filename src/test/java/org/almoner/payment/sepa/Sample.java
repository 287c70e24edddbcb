package org.almoner.payment.sepa;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.almoner.donor.Iban;
import org.almoner.donor.PostalAddress;

/** Collections, blocks and heads for tests; everybody in them is invented. */
final class Sample {

    static final Creditor CREDITOR =
            new Creditor(
                    "Beispiel Hilfe e.V.",
                    "DE98ZZZ09999999999",
                    new Iban("DE91100000000123456789"),
                    Optional.of("TESTDEFFXXX"));
    static final LocalDate DUE = LocalDate.of(2026, 12, 14);

    private Sample() {}

    static DirectDebit of(int number, long cents, String holder) {
        return of(
                number,
                cents,
                new DirectDebit.Debtor(
                        holder,
                        new Iban("NL13TEST0123456789"),
                        Optional.empty(),
                        Optional.empty()));
    }

    static DirectDebit of(int number, long cents, DirectDebit.Debtor debtor) {
        return new DirectDebit(
                new SepaReference("%032x".formatted(number)),
                cents,
                new DirectDebit.MandateMark(
                        new SepaReference("ALM-" + number), LocalDate.of(2026, 11, 25)),
                debtor,
                "Spende, danke!");
    }

    static Totals totals(List<DirectDebit> collections) {
        Totals totals = Totals.NONE;
        for (DirectDebit collection : collections) {
            totals = totals.plus(collection.cents());
        }
        return totals;
    }

    static Block block(String id, SequenceType sequence, List<DirectDebit> collections) {
        return new Block(new SepaReference(id), DUE, sequence, CREDITOR, totals(collections));
    }

    static PostalAddress address(String street, String number, String town) {
        return new PostalAddress(street, number, "8001", town, "CH", null, null);
    }
}
