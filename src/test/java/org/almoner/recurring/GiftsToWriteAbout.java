package org.almoner.recurring;

import java.time.LocalDate;
import java.time.Month;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.almoner.donor.Salutation;
import org.almoner.giving.Cadence;
import org.almoner.giving.PaymentMethod;
import org.almoner.letter.Addressee;
import org.almoner.letter.Letterhead;
import org.almoner.money.Money;
import org.almoner.office.Office;
import org.almoner.recurring.RecurringGiftNews.Notice;
import org.almoner.recurring.RecurringGiftNews.Reason;
import org.almoner.recurring.RecurringGiftRecord.Paying;
import org.almoner.recurring.RecurringGiftRecord.Terms;

/** Invented regular gifts, and a mail about them for everything there is to tell. */
final class GiftsToWriteAbout {

    static final UUID ID = UUID.fromString("019abd00-0000-7000-8a00-0a1b2c3d4e5f");
    static final Addressee ERIKA =
            new Addressee(Salutation.MS, null, "Erika", "Mustermann", null, "erika@example.org");
    static final LocalDate DECEMBER = LocalDate.of(2026, 12, 1);
    static final LocalDate JANUARY = LocalDate.of(2027, 1, 4);
    static final LocalDate FEBRUARY = LocalDate.of(2027, 2, 1);
    static final List<LocalDate> NEXT =
            List.of(DECEMBER, JANUARY, FEBRUARY, LocalDate.of(2027, 3, 1));

    private static final LocalDate NOVEMBER = LocalDate.of(2026, 11, 2);
    private static final List<LocalDate> NOTHING = List.of();

    private final Office office;
    private final String language;
    private final Terms terms;
    private final Map<String, RecurringGiftRecord> mails = new LinkedHashMap<>();

    private GiftsToWriteAbout(Office office, String language) {
        this.office = office;
        this.language = language;
        this.terms = terms(money(2500), Cadence.MONTHLY, 1, paying(office));
    }

    /**
     * A mail of every kind, and of every way a kind can go; named {@code kind} or {@code kind.way}.
     */
    static Map<String, RecurringGiftRecord> mails(Office office, String language) {
        GiftsToWriteAbout gifts = new GiftsToWriteAbout(office, language);
        gifts.terms();
        gifts.ends();
        gifts.trouble();
        gifts.overviews();
        return gifts.mails;
    }

    static Paying paying(Office office) {
        return office.account().creditorIdentifier().isPresent()
                ? new Paying(
                        PaymentMethod.SEPA_DIRECT_DEBIT,
                        "DE91 **** **** **** **67 89",
                        office.account().creditorIdentifier().get(),
                        "M-7X4QK9M2BTC-1")
                : card("•••• 4242");
    }

    static Paying card(String number) {
        return new Paying(PaymentMethod.CARD, number, null, null);
    }

    static Terms terms(Money amount, Cadence cadence, int day, Paying paying) {
        return new Terms(amount, cadence, day, null, null, false, null, paying);
    }

    private Money money(long minor) {
        return new Money(minor, office.currency());
    }

    private void add(String name, Terms agreed, List<LocalDate> next, RecurringGiftNews news) {
        mails.put(
                name,
                new RecurringGiftRecord(
                        ID,
                        office.code() + "-R-7X4QK9M2BTC",
                        language,
                        ERIKA,
                        Letterhead.of(office),
                        "https://www.example.org/" + language + "/portal",
                        agreed,
                        next,
                        news));
    }

    private void terms() {
        Terms yearly =
                new Terms(
                        money(120_00),
                        Cadence.YEARLY,
                        15,
                        Month.MARCH,
                        LocalDate.of(2031, 12, 31),
                        true,
                        "Freedom 2027",
                        card("•••• 4242"));
        add("started", terms, NEXT, new RecurringGiftNews.Started(Notice.SERIES));
        add(
                "started.yearly",
                yearly,
                List.of(LocalDate.of(2027, 3, 15)),
                new RecurringGiftNews.Started(Notice.EACH));
        add("announcement", terms, NEXT, new RecurringGiftNews.Announced(DECEMBER, money(2500)));
        Terms before = terms(money(1000), Cadence.QUARTERLY, 31, card("•••• 1881"));
        add(
                "changed",
                terms,
                List.of(JANUARY, FEBRUARY),
                new RecurringGiftNews.Changed(before, Notice.SERIES, DECEMBER));
        add(
                "changed.while-paused",
                yearly,
                NOTHING,
                new RecurringGiftNews.Changed(terms, Notice.NONE, null));
        add("resumed", terms, NEXT, new RecurringGiftNews.Resumed(Notice.SERIES));
    }

    private void ends() {
        LocalDate today = LocalDate.of(2026, 11, 25);
        add("paused", terms, List.of(FEBRUARY), new RecurringGiftNews.Paused(FEBRUARY, DECEMBER));
        add("paused.open", terms, NOTHING, new RecurringGiftNews.Paused(null, null));
        add("cancelled", terms, NOTHING, new RecurringGiftNews.Cancelled(today, NOVEMBER, null));
        add(
                "cancelled.under-way",
                terms,
                NOTHING,
                new RecurringGiftNews.Cancelled(today, NOVEMBER, DECEMBER));
        add("cancelled.unused", terms, NOTHING, new RecurringGiftNews.Cancelled(today, null, null));
        add(
                "ended",
                terms,
                NOTHING,
                new RecurringGiftNews.Ended(LocalDate.of(2026, 11, 30), NOVEMBER));
    }

    private void trouble() {
        for (Reason reason : Reason.values()) {
            String way = reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
            add(
                    "collection_failed." + way,
                    terms,
                    reason == Reason.OBJECTED ? List.of(JANUARY) : NOTHING,
                    new RecurringGiftNews.Failed(DECEMBER, money(2500), reason, null));
            if (reason != Reason.CONFIRM) {
                add(
                        "returned." + way,
                        terms,
                        reason == Reason.OBJECTED ? List.of(JANUARY) : NOTHING,
                        new RecurringGiftNews.Returned(
                                NOVEMBER, money(2500), reason, "DE-2026-7X4QK9M2BTC", null));
            }
        }
        LocalDate again = LocalDate.of(2026, 12, 8);
        add(
                "collection_failed.again",
                terms,
                List.of(JANUARY),
                new RecurringGiftNews.Failed(DECEMBER, money(2500), Reason.TRY_AGAIN, again));
        add(
                "collection_failed.instead",
                terms,
                List.of(JANUARY),
                new RecurringGiftNews.Failed(DECEMBER, money(2500), Reason.TRY_AGAIN, null));
        add(
                "returned.again",
                terms,
                List.of(JANUARY),
                new RecurringGiftNews.Returned(
                        NOVEMBER, money(2500), Reason.TRY_AGAIN, null, again));
        add("lapsed", terms, NOTHING, new RecurringGiftNews.Lapsed(NOVEMBER));
        Terms byCard = terms(money(2500), Cadence.HALF_YEARLY, 28, card("•••• 4242"));
        add(
                "method_expires",
                byCard,
                List.of(DECEMBER),
                new RecurringGiftNews.MethodExpires(YearMonth.of(2027, 3)));
        add("method_needed", byCard, NOTHING, new RecurringGiftNews.MethodNeeded());
    }

    private void overviews() {
        add("yearly_overview", terms, NEXT, overview(LocalDate.of(2026, 1, 1), 12));
        add("yearly_overview.tax-year", terms, NEXT, overview(LocalDate.of(2026, 4, 6), 2));
    }

    private RecurringGiftNews overview(LocalDate from, int months) {
        return new RecurringGiftNews.YearlyOverview(
                from,
                from.plusYears(1).minusDays(1),
                IntStream.range(0, months)
                        .mapToObj(
                                month ->
                                        new RecurringGiftNews.YearlyOverview.Gift(
                                                from.plusMonths(month),
                                                money(2500),
                                                office.code() + "-2026-" + (1000 + month)))
                        .toList());
    }
}
