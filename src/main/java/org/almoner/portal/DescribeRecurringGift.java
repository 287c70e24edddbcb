package org.almoner.portal;

import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.almoner.letter.Wording;
import org.almoner.office.Office;
import org.almoner.office.OfficeCode;
import org.almoner.office.Offices;
import org.almoner.recurring.InstalmentState;
import org.almoner.recurring.InstalmentView;
import org.almoner.recurring.RecurringGiftEvent;
import org.almoner.recurring.RecurringGiftState;

/** Tells a donor of a recurring gift; it asks the database nothing. */
@Singleton
class DescribeRecurringGift {

    /** How many collections are foretold. */
    private static final int FORETOLD = 3;

    private final DescribeGift describe;
    private final Offices offices;

    DescribeRecurringGift(DescribeGift describe, Offices offices) {
        this.describe = describe;
        this.offices = offices;
    }

    MyRecurringGift describe(MyRecurringGiftsTable.Row row, String language) {
        return new MyRecurringGift(
                row.id(),
                row.number(),
                row.state(),
                words(row.office(), language)
                        .of(row.state(), row.methodNeeded(), row.pausedUntil()),
                row.terms(),
                describe.office(row.office()),
                describe.campaign(row.campaign(), language),
                describe.method(row.method(), row.label(), language),
                row.methodNeeded(),
                row.pausedUntil(),
                row.nextDueOn(),
                row.createdAt(),
                row.version());
    }

    /** What a change of it may cost; {@code null} when it pays for no periodic gift. */
    PeriodicGiftWarning warning(MyRecurringGiftsTable.Row row, String language) {
        return row.agreement() == null
                ? null
                : new PeriodicGiftWarning(
                        row.agreement(),
                        row.agreementNumber(),
                        Wording.in("portal", language)
                                .say("periodic.warning", "number", row.agreementNumber()));
    }

    /** Words in the donor's language, amounts and days as the office's country writes them. */
    PlainWords words(String office, String language) {
        Optional<Office> found = offices.find(new OfficeCode(office));
        return PlainWords.in(
                found.map(
                                it ->
                                        new Locale.Builder()
                                                .setLanguage(language)
                                                .setRegion(it.jurisdiction().name())
                                                .build())
                        .orElse(Locale.forLanguageTag(language)));
    }

    MyRecurringDetail.MyInstalment instalment(InstalmentView it, PlainWords words) {
        return new MyRecurringDetail.MyInstalment(
                it.number(),
                it.dueOn(),
                it.amount(),
                it.state(),
                words.of(it),
                it.donation() == null ? null : it.donation().value(),
                it.closedAt());
    }

    /**
     * What is tried again, the instalment that lies ahead, and those that will follow it; none
     * while nothing would be collected.
     */
    List<MyRecurringDetail.Collection> ahead(
            MyRecurringGiftsTable.Row row, List<InstalmentView> instalments) {
        List<MyRecurringDetail.Collection> ahead = new ArrayList<>();
        if (row.methodNeeded() || isPausedForGood(row)) {
            return ahead;
        }
        for (InstalmentView it : instalments) {
            if (it.state() == InstalmentState.RETRYING) {
                ahead.add(
                        new MyRecurringDetail.Collection(it.dueOn(), it.collectOn(), it.amount()));
            } else if (it.state() == InstalmentState.SCHEDULED) {
                foretell(row, it, ahead);
            }
        }
        ahead.sort(Comparator.comparing(MyRecurringDetail.Collection::collectOn));
        return ahead;
    }

    private static void foretell(
            MyRecurringGiftsTable.Row row,
            InstalmentView next,
            List<MyRecurringDetail.Collection> ahead) {
        MyRecurringGift.Terms terms = row.terms();
        LocalDate due = next.dueOn();
        for (int told = 0, i = 1; told < FORETOLD && !isBeyond(terms.endOn(), due); i++) {
            if (row.pausedUntil() == null || !due.isBefore(row.pausedUntil())) {
                LocalDate collectOn = due.equals(next.dueOn()) ? next.collectOn() : due;
                ahead.add(new MyRecurringDetail.Collection(due, collectOn, terms.amount()));
                told++;
            }
            due = terms.dueAfter(next.dueOn(), i);
        }
    }

    private static boolean isBeyond(LocalDate end, LocalDate day) {
        return end != null && day.isAfter(end);
    }

    private static boolean isPausedForGood(MyRecurringGiftsTable.Row row) {
        return row.state() == RecurringGiftState.PAUSED && row.pausedUntil() == null;
    }

    MyRecurringDetail.Happened happened(RecurringGiftEvent event, PlainWords words) {
        List<MyRecurringDetail.Change> changes = new ArrayList<>();
        event.after()
                .forEach(
                        (what, after) -> {
                            Object before = event.before().get(what);
                            if (!Objects.equals(before, after)) {
                                changes.add(change(what, before, after, words));
                            }
                        });
        return new MyRecurringDetail.Happened(
                event.at(), event.kind(), event.by(), words.of(event.kind(), event.by()), changes);
    }

    private static MyRecurringDetail.Change change(
            String what, Object before, Object after, PlainWords words) {
        return new MyRecurringDetail.Change(
                what,
                words.what(what),
                before == null ? null : words.agreed(what, before.toString()),
                words.agreed(what, after.toString()));
    }
}
