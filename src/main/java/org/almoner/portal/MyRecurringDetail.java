package org.almoner.portal;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.almoner.money.Money;
import org.almoner.recurring.ChangedBy;
import org.almoner.recurring.InstalmentState;

/**
 * One recurring gift, with what comes next, what became of instalments, and what happened.
 *
 * @param periodicGift the agreement of a periodic gift that it pays for, and what a change may
 *     cost; {@code null} for none
 */
record MyRecurringDetail(
        @JsonUnwrapped MyRecurringGift gift,
        List<Collection> nextCollections,
        List<MyInstalment> instalments,
        List<Happened> history,
        PeriodicGiftWarning periodicGift) {

    /**
     * A collection that lies ahead.
     *
     * @param collectOn the day on which it is tried; later than due while an announcement runs or
     *     after a failed try
     */
    record Collection(LocalDate dueOn, LocalDate collectOn, Money amount) {}

    /**
     * An instalment.
     *
     * @param amount {@code null} while it lies ahead
     * @param statusText what became of it, in the donor's language
     * @param gift the gift it became; {@code null} while none did
     */
    record MyInstalment(
            int number,
            LocalDate dueOn,
            Money amount,
            InstalmentState status,
            String statusText,
            UUID gift,
            Instant closedAt) {}

    /**
     * One thing that happened.
     *
     * @param text what and by whom, in the donor's language
     * @param changes what was agreed before and after, as far as it changed
     */
    record Happened(Instant at, String kind, ChangedBy by, String text, List<Change> changes) {}

    /**
     * A thing that was changed, in the donor's language.
     *
     * @param before {@code null} when nothing was said of it before
     */
    record Change(String what, String name, String before, String after) {}
}
