package org.almoner.finance;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import javax.sql.DataSource;
import org.almoner.donation.DonationId;
import org.almoner.donation.DonationReversed;
import org.almoner.donation.DonationSettled;
import org.almoner.money.Money;
import org.almoner.office.OfficeCode;
import org.almoner.payment.ReturnFee;
import org.almoner.sql.Sql;

/**
 * Books what happens to gifts, in the transaction in which it happens. A settled gift: debit the
 * provider's clearing account, credit donations. Money that flowed back: debit donations given
 * back, credit clearing, or what was held back of it while it was in dispute. What a bank takes for
 * it is booked apart. A cause can be booked once only; the primary key sees to it.
 */
@ApplicationScoped
class BookGifts {

    /**
     * Whether a movement is a dispute that was lost at a provider that tells us of its balance.
     * That provider held the money back when the dispute began, and tells so as a movement of its
     * own.
     */
    private static final String WAS_HELD =
            """
            SELECT 1 FROM payment_reversal r
              JOIN payment p ON p.id = r.payment_id
              JOIN payment_dispute d ON d.provider = r.provider AND d.payment_id = r.payment_id
               AND d.provider_reference = r.provider_reference
              JOIN provider_account a ON a.provider = r.provider AND a.office = p.office
             WHERE r.id = ? AND r.kind = 'RETURN'""";

    /** Both legs in one statement, so that one can never be without the other. */
    private static final String BOOK =
            """
            INSERT INTO ledger_entry (cause_type, cause_id, leg, donation_id, office, account,
                currency, debit_minor, credit_minor, booked_at)
            VALUES (?, ?, 1, ?, ?, ?, ?, ?, 0, ?),
                   (?, ?, 2, ?, ?, ?, ?, 0, ?, ?)
            """;

    private final DataSource database;
    private final Sql sql;

    BookGifts(DataSource database, Sql sql) {
        this.database = database;
        this.sql = sql;
    }

    /** One booking. */
    private record Booking(
            String cause,
            UUID causeId,
            DonationId donation,
            OfficeCode office,
            String debit,
            String credit,
            Money amount,
            Instant at) {}

    void onSettled(@Observes DonationSettled gift) {
        book(
                new Booking(
                        "GIFT",
                        gift.payment().value(),
                        gift.donation(),
                        gift.office(),
                        Accounts.clearing(gift.provider()),
                        Accounts.DONATIONS,
                        gift.amount(),
                        gift.settledAt()));
    }

    void onReversed(@Observes DonationReversed reversal) {
        book(
                new Booking(
                        reversal.kind().name(),
                        reversal.reversal(),
                        reversal.donation(),
                        reversal.office(),
                        Accounts.GIVEN_BACK,
                        whereItLay(reversal),
                        reversal.amount(),
                        reversal.at()));
    }

    /** Debit bank fees, credit clearing; the gift is what it was. */
    void onFee(@Observes ReturnFee fee) {
        book(
                new Booking(
                        "FEE",
                        fee.id(),
                        new DonationId(fee.gift()),
                        new OfficeCode(fee.office()),
                        Accounts.BANK_FEES,
                        Accounts.clearing(fee.provider()),
                        fee.fee(),
                        fee.at()));
    }

    /**
     * A lost dispute takes what was held back for it and not the same money a second time, whether
     * that movement has been told by now or comes later.
     */
    private String whereItLay(DonationReversed reversal) {
        return sql.one(WAS_HELD, row -> true, reversal.reversal()).isPresent()
                ? Accounts.DISPUTES_HELD
                : Accounts.clearing(reversal.provider());
    }

    private void book(Booking booking) {
        UUID donation = booking.donation().value();
        String office = booking.office().value();
        String currency = booking.amount().currency().getCurrencyCode();
        long minor = booking.amount().minor();
        OffsetDateTime at = booking.at().atOffset(ZoneOffset.UTC);
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(BOOK)) {
            set(statement, 1, booking.cause(), booking.causeId(), donation, office);
            set(statement, 5, booking.debit(), currency, minor, at);
            set(statement, 9, booking.cause(), booking.causeId(), donation, office);
            set(statement, 13, booking.credit(), currency, minor, at);
            statement.executeUpdate();
        } catch (SQLException failure) {
            throw new IllegalStateException("The ledger could not be written", failure);
        }
    }

    private static void set(PreparedStatement statement, int first, Object... values)
            throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(first + i, values[i]);
        }
    }
}
