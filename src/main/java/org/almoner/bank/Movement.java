package org.almoner.bank;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.almoner.money.Money;
import org.almoner.payment.BankMovement;
import org.almoner.sql.Sql;
import org.almoner.strongbox.Strongbox;

/**
 * A movement that is to be worked off, or decided about.
 *
 * @param reference the one RF reference in it; {@code null} when there is none
 * @param twin another movement that says the same; {@code null} when there is none
 * @param told sealed
 */
record Movement(
        UUID id,
        String key,
        String office,
        LocalDate bookedOn,
        Money amount,
        boolean credit,
        boolean reversal,
        boolean batch,
        String reference,
        boolean several,
        UUID twin,
        String told,
        int tries) {

    static final String COLUMNS =
            "id, key, office, booked_on, amount_minor, currency, credit, reversal, batch, reference,"
                    + " several, twin_id, told, tries";

    static Movement read(ResultSet row) throws SQLException {
        return new Movement(
                Sql.id(row, "id"),
                row.getString("key"),
                row.getString("office"),
                Sql.day(row, "booked_on"),
                Money.of(row.getLong("amount_minor"), row.getString("currency")),
                row.getBoolean("credit"),
                row.getBoolean("reversal"),
                row.getBoolean("batch"),
                row.getString("reference"),
                row.getBoolean("several"),
                Sql.id(row, "twin_id"),
                row.getString("told"),
                row.getInt("tries"));
    }

    /** Whether it can be a transfer that somebody made. */
    boolean isIncoming() {
        return credit && !reversal && !amount.isZero();
    }

    /** As gateways hear of it. */
    BankMovement forGateways(Strongbox strongbox) {
        Told opened = Told.open(id, told, strongbox);
        return new BankMovement(
                key,
                office,
                bookedOn,
                amount,
                credit,
                opened.entry(),
                opened.batch(),
                opened.detail());
    }

    /** Why it waits, when nobody knows it. */
    Reason reasonToWait() {
        if (reversal) {
            return Reason.REVERSAL;
        }
        if (batch) {
            return Reason.BATCH_UNKNOWN;
        }
        if (!credit) {
            return Reason.DEBIT_UNKNOWN;
        }
        if (several) {
            return Reason.SEVERAL_REFERENCES;
        }
        return reference == null ? Reason.NO_REFERENCE : Reason.UNKNOWN_REFERENCE;
    }

    /** What must not be worked off at all; empty for all else. */
    Optional<Reason> reasonToStop() {
        if (amount.isZero()) {
            return Optional.of(Reason.ZERO);
        }
        return twin == null ? Optional.empty() : Optional.of(Reason.POSSIBLE_DUPLICATE);
    }

    @Override
    public String toString() {
        return "Movement[" + id + "]";
    }
}
