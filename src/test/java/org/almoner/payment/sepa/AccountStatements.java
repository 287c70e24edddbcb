package org.almoner.payment.sepa;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.almoner.bankfile.CamtPart;
import org.almoner.money.Money;
import org.almoner.payment.BankMovement;

/** Movements as an import makes them of a statement. */
final class AccountStatements {

    private AccountStatements() {}

    /** The bank credits a whole block. */
    static BankMovement block(String key, String block, long cents, LocalDate day) {
        return movement(
                key,
                cents,
                true,
                day,
                Optional.of(new CamtPart.Batch(Optional.of(block), Optional.empty())),
                Optional.empty());
    }

    /** The bank credits one collection. */
    static BankMovement single(String key, String endToEnd, long cents, LocalDate day) {
        return movement(
                key,
                cents,
                true,
                day,
                Optional.empty(),
                Optional.of(detail(endToEnd, true, null, null, 0)));
    }

    /**
     * A collection came back.
     *
     * @param taken what the account is debited, charges included
     * @param asked what was collected originally; {@code null} when the bank does not tell
     */
    static BankMovement back(
            String key, String endToEnd, long taken, Long asked, String code, LocalDate day) {
        long charges = asked == null ? 0 : taken - asked;
        return movement(
                key,
                taken,
                false,
                day,
                Optional.empty(),
                Optional.of(detail(endToEnd, false, asked, code, charges)));
    }

    private static BankMovement movement(
            String key,
            long cents,
            boolean credit,
            LocalDate day,
            Optional<CamtPart.Batch> batch,
            Optional<CamtPart.Detail> detail) {
        Money amount = Money.of(cents, "EUR");
        return new BankMovement(
                key,
                "DE",
                day,
                amount,
                credit,
                new CamtPart.Entry(
                        1,
                        Optional.empty(),
                        Optional.of(key),
                        amount,
                        credit,
                        false,
                        "BOOK",
                        Optional.of(day),
                        Optional.of(day),
                        new CamtPart.Code(Optional.empty(), Optional.empty())),
                batch,
                detail);
    }

    private static CamtPart.Detail detail(
            String endToEnd, boolean credit, Long asked, String code, long charges) {
        CamtPart.Party nobody = new CamtPart.Party(Optional.empty(), Optional.empty());
        return new CamtPart.Detail(
                new CamtPart.References(
                        Optional.of(endToEnd),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                Optional.empty(),
                Optional.ofNullable(asked).map(it -> Money.of(it, "EUR")),
                credit,
                nobody,
                nobody,
                List.of(),
                Optional.empty(),
                Optional.ofNullable(code)
                        .map(it -> new CamtPart.Reason(Optional.of(it), List.of())),
                charges == 0
                        ? List.of()
                        : List.of(new CamtPart.Charge(Money.of(charges, "EUR"), false)));
    }
}
