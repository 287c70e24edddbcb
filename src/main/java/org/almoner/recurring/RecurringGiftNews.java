package org.almoner.recurring;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.almoner.money.Money;

/** What a mail about a regular gift has to tell; its kind is stored beside it as {@code kind}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = RecurringGiftNews.Started.class, name = "STARTED"),
    @JsonSubTypes.Type(value = RecurringGiftNews.Announced.class, name = "ANNOUNCEMENT"),
    @JsonSubTypes.Type(value = RecurringGiftNews.Changed.class, name = "CHANGED"),
    @JsonSubTypes.Type(value = RecurringGiftNews.Paused.class, name = "PAUSED"),
    @JsonSubTypes.Type(value = RecurringGiftNews.Resumed.class, name = "RESUMED"),
    @JsonSubTypes.Type(value = RecurringGiftNews.Cancelled.class, name = "CANCELLED"),
    @JsonSubTypes.Type(value = RecurringGiftNews.Ended.class, name = "ENDED"),
    @JsonSubTypes.Type(value = RecurringGiftNews.Failed.class, name = "COLLECTION_FAILED"),
    @JsonSubTypes.Type(value = RecurringGiftNews.Returned.class, name = "RETURNED"),
    @JsonSubTypes.Type(value = RecurringGiftNews.Lapsed.class, name = "LAPSED"),
    @JsonSubTypes.Type(value = RecurringGiftNews.MethodExpires.class, name = "METHOD_EXPIRES"),
    @JsonSubTypes.Type(value = RecurringGiftNews.MethodNeeded.class, name = "METHOD_NEEDED"),
    @JsonSubTypes.Type(value = RecurringGiftNews.YearlyOverview.class, name = "YEARLY_OVERVIEW")
})
sealed interface RecurringGiftNews {

    /** The kinds of news; their names are stored, and stand in the mail's {@code Message-ID}. */
    enum Kind {
        STARTED(Started.class),
        ANNOUNCEMENT(Announced.class),
        CHANGED(Changed.class),
        PAUSED(Paused.class),
        RESUMED(Resumed.class),
        CANCELLED(Cancelled.class),
        ENDED(Ended.class),
        COLLECTION_FAILED(Failed.class),
        RETURNED(Returned.class),
        LAPSED(Lapsed.class),
        METHOD_EXPIRES(MethodExpires.class),
        METHOD_NEEDED(MethodNeeded.class),
        YEARLY_OVERVIEW(YearlyOverview.class);

        private final Class<? extends RecurringGiftNews> type;

        Kind(Class<? extends RecurringGiftNews> type) {
            this.type = type;
        }
    }

    /** Which kind of news this is. */
    default Kind kind() {
        for (Kind kind : Kind.values()) {
            if (kind.type == getClass()) {
                return kind;
            }
        }
        throw new IllegalStateException(getClass() + " is of no kind");
    }

    /** How the collections that follow are announced (SEPA: once for the series is enough). */
    enum Notice {
        /** Not at all. */
        NONE,
        /** This mail announces them all. */
        SERIES,
        /** Each has an announcement of its own. */
        EACH
    }

    /** Why money did not come or did not stay, as a donor is told; never a code of a bank. */
    enum Reason {
        /** It may work another time. The donor is not told more than that. */
        TRY_AGAIN,
        /** Expired, closed, replaced or lost. */
        RENEW_METHOD,
        /** The bank wants the donor to confirm. */
        CONFIRM,
        /** The donor, or the bank on the donor's word, said no. */
        OBJECTED,
        /** The bank knows of no mandate. */
        NO_MANDATE
    }

    /** The welcome. The first collections are the record's {@code next}. */
    record Started(Notice notice) implements RecurringGiftNews {}

    /**
     * One collection is announced.
     *
     * @param on its due day, already moved to a bank day where the method wants one
     */
    record Announced(LocalDate on, Money amount) implements RecurringGiftNews {}

    /**
     * The terms are other than before; the record's are the new ones and its {@code next} says from
     * when they apply. This mail is also the announcement of what follows.
     *
     * @param before the terms so far; must differ from the new ones
     * @param underWay due day of a collection that still follows the old terms; {@code null} for
     *     none
     */
    record Changed(RecurringGiftRecord.Terms before, Notice notice, LocalDate underWay)
            implements RecurringGiftNews {}

    /**
     * A break.
     *
     * @param until the first day on which may be collected again; {@code null} until the donor says
     *     so
     * @param underWay due day of a collection that could not be stopped; {@code null} for none
     */
    record Paused(LocalDate until, LocalDate underWay) implements RecurringGiftNews {}

    /** It goes on after a break, or after it lapsed. */
    record Resumed(Notice notice) implements RecurringGiftNews {}

    /**
     * It ended before its time.
     *
     * @param last day of the last gift that was received; {@code null} when there was none
     * @param underWay due day of a collection that could not be stopped; {@code null} for none
     */
    record Cancelled(LocalDate on, LocalDate last, LocalDate underWay)
            implements RecurringGiftNews {}

    /**
     * The end that was agreed has come.
     *
     * @param on that end
     * @param last day of the last gift that was received; {@code null} when there was none
     */
    record Ended(LocalDate on, LocalDate last) implements RecurringGiftNews {}

    /**
     * A collection did not work.
     *
     * @param on its due day
     * @param again when it is tried once more; {@code null} when it is not. With {@link
     *     Reason#TRY_AGAIN} only
     */
    record Failed(LocalDate on, Money amount, Reason reason, LocalDate again)
            implements RecurringGiftNews {

        public Failed {
            requireSensibleRetry(reason, again);
        }
    }

    /**
     * The bank took money back that had been received.
     *
     * @param on day of the gift
     * @param receipt number of the receipt that is void now; {@code null} when there was none
     * @param again when it is collected once more; {@code null} when it is not. With {@link
     *     Reason#TRY_AGAIN} only
     */
    record Returned(LocalDate on, Money amount, Reason reason, String receipt, LocalDate again)
            implements RecurringGiftNews {

        public Returned {
            requireSensibleRetry(reason, again);
            if (reason == Reason.CONFIRM) {
                throw new IllegalArgumentException(
                        "A bank asks for a confirmation before it pays, not afterwards");
            }
        }
    }

    /**
     * We stopped asking.
     *
     * @param last day of the last gift that was received; {@code null} when there was none
     */
    record Lapsed(LocalDate last) implements RecurringGiftNews {}

    /**
     * The method will soon be of no use.
     *
     * @param month the last month in which it is valid
     */
    record MethodExpires(YearMonth month) implements RecurringGiftNews {}

    /** The method is of no use any more: expired, revoked or refused. */
    record MethodNeeded() implements RecurringGiftNews {}

    /**
     * All gifts of a year in one mail, for donors who chose that. Money that flowed back is not in
     * it.
     *
     * @param from first day of the year, as the office counts years
     * @param to its last day
     * @param gifts oldest first; never empty, of one currency
     */
    record YearlyOverview(LocalDate from, LocalDate to, List<Gift> gifts)
            implements RecurringGiftNews {

        /** One gift that was received and stayed. */
        record Gift(LocalDate on, Money amount, String receipt) {}

        public YearlyOverview {
            gifts = List.copyOf(gifts);
            if (gifts.isEmpty() || to.isBefore(from)) {
                throw new IllegalArgumentException("An overview needs gifts, and days in order");
            }
        }

        Money total() {
            return Money.total(
                    gifts.get(0).amount().currency(), gifts.stream().map(Gift::amount).toList());
        }
    }

    private static void requireSensibleRetry(Reason reason, LocalDate again) {
        if (again != null && reason != Reason.TRY_AGAIN) {
            throw new IllegalArgumentException("There is no second try after " + reason);
        }
    }
}
