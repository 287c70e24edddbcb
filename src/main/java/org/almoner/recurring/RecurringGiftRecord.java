package org.almoner.recurring;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.LocalDate;
import java.time.Month;
import java.util.List;
import java.util.UUID;
import org.almoner.giving.Cadence;
import org.almoner.giving.PaymentMethod;
import org.almoner.letter.Addressee;
import org.almoner.letter.Letterhead;
import org.almoner.money.Money;

/**
 * Everything a mail about a regular gift is made of, frozen when it is owed.
 *
 * @param id of this mail; no two mails have the same
 * @param number of the regular gift, for people
 * @param locale {@code de}, {@code en}, {@code nl} or {@code fr}
 * @param portal the page where donors sign in, in their language; see {@code PortalPage}
 * @param terms as they stand, or as they stood at the end
 * @param next the next collections as things stand, soonest first, at most a few, already moved to
 *     bank days where the method wants that; empty when nothing will be collected unless the donor
 *     acts
 * @param news what there is to tell
 */
record RecurringGiftRecord(
        UUID id,
        String number,
        String locale,
        Addressee donor,
        Letterhead office,
        String portal,
        Terms terms,
        List<LocalDate> next,
        RecurringGiftNews news) {

    /**
     * @throws IllegalArgumentException when the parts contradict each other
     */
    RecurringGiftRecord {
        next = List.copyOf(next);
        if (next.isEmpty() && saysWhatComesNext(news)) {
            throw new IllegalArgumentException(news.kind() + " needs the next collection");
        }
        if (news instanceof RecurringGiftNews.Changed changed && changed.before().equals(terms)) {
            throw new IllegalArgumentException("Nothing has changed");
        }
    }

    private static boolean saysWhatComesNext(RecurringGiftNews news) {
        return news instanceof RecurringGiftNews.Started
                || news instanceof RecurringGiftNews.Resumed;
    }

    /**
     * What was agreed.
     *
     * @param amount of each collection
     * @param cadence anything but {@code ONCE}
     * @param day of the month: 1 to 28, or 31 for the last one
     * @param month of a yearly gift; {@code null} for other cadences, or when it is not known
     * @param end after which nothing is collected; {@code null} for no end
     * @param yearlyOverview whether the donor wants one overview a year and no receipt each time
     * @param purpose name of the campaign in the donor's language; {@code null} for none
     */
    record Terms(
            Money amount,
            Cadence cadence,
            int day,
            Month month,
            LocalDate end,
            boolean yearlyOverview,
            String purpose,
            Paying paying) {

        private static final int LATEST_OF_ALL_MONTHS = 28;
        private static final int LAST = 31;

        Terms {
            if (cadence == Cadence.ONCE) {
                throw new IllegalArgumentException("A regular gift is given more than once");
            }
            if ((day < 1 || day > LATEST_OF_ALL_MONTHS) && day != LAST) {
                throw new IllegalArgumentException("A collection day is 1 to 28, or 31");
            }
        }

        @JsonIgnore
        boolean isOnLastDay() {
            return day == LAST;
        }
    }

    /**
     * How it is paid.
     *
     * @param account what of the account or card may be shown, masked; {@code null} when there is
     *     nothing
     * @param creditor the office's creditor identifier; {@code null} unless it is a SEPA direct
     *     debit
     * @param mandate reference of the mandate; {@code null} like it, or while it is not known
     */
    record Paying(PaymentMethod method, String account, String creditor, String mandate) {

        @JsonIgnore
        boolean isDirectDebit() {
            return method == PaymentMethod.SEPA_DIRECT_DEBIT;
        }

        @Override
        public String toString() {
            return "Paying[" + method + "]";
        }
    }

    @Override
    public String toString() {
        return "RecurringGiftRecord[" + id + "]";
    }
}
