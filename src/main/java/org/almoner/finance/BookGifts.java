package org.almoner.finance;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.UUID;
import org.almoner.donation.DonationId;
import org.almoner.donation.DonationReversed;
import org.almoner.donation.DonationSettled;
import org.almoner.money.Money;
import org.almoner.office.OfficeCode;

/**
 * Books what happens to gifts, in the transaction in which it happens. A settled gift: debit the
 * provider's clearing account, credit donations. Money that flowed back: debit donations given
 * back, credit clearing. A cause can be booked once only; the primary key sees to it.
 */
@ApplicationScoped
class BookGifts {

    private static final String DONATIONS = "DONATIONS";
    private static final String GIVEN_BACK = "DONATIONS-GIVEN-BACK";

    private final EntityManager database;

    BookGifts(EntityManager database) {
        this.database = database;
    }

    /** One booking: both legs in one statement, so that one can never be without the other. */
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
                        clearing(gift.provider()),
                        DONATIONS,
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
                        GIVEN_BACK,
                        clearing(reversal.provider()),
                        reversal.amount(),
                        reversal.at()));
    }

    private static String clearing(String provider) {
        return "CLEARING-" + provider.toUpperCase(Locale.ROOT);
    }

    private void book(Booking booking) {
        database.createNativeQuery(
                        """
                        INSERT INTO ledger_entry (cause_type, cause_id, leg, donation_id, office,
                            account, currency, debit_minor, credit_minor, booked_at)
                        VALUES (:cause, :id, 1, :donation, :office, :debit, :currency, :minor, 0, :at),
                               (:cause, :id, 2, :donation, :office, :credit, :currency, 0, :minor, :at)
                        """)
                .setParameter("cause", booking.cause())
                .setParameter("id", booking.causeId())
                .setParameter("donation", booking.donation().value())
                .setParameter("office", booking.office().value())
                .setParameter("debit", booking.debit())
                .setParameter("credit", booking.credit())
                .setParameter("currency", booking.amount().currency().getCurrencyCode())
                .setParameter("minor", booking.amount().minor())
                .setParameter("at", booking.at().atOffset(ZoneOffset.UTC))
                .executeUpdate();
    }
}
