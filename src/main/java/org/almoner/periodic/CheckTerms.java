package org.almoner.periodic;

import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.almoner.donor.DonorId;
import org.almoner.money.Money;
import org.almoner.office.Office;
import org.almoner.problem.DomainProblem;
import org.almoner.problem.Violation;
import org.almoner.recurring.RecurringGiftHistory;
import org.almoner.recurring.RecurringGiftId;
import org.almoner.recurring.RecurringGiftState;
import org.almoner.recurring.RecurringGiftView;

/** What the law wants of the terms of an agreement, and what its regular gift must be like. */
@Singleton
class CheckTerms {

    /** Nobody plans further ahead, and a slip of the finger stays one. */
    private static final int YEARS_AHEAD = 2;

    private static final int MOST_YEARS = 99;

    /** Ten million euros: above whatever is deductible (1.5 million since 2025), and no slip. */
    private static final long MOST_MINOR = 1_000_000_000L;

    private static final Set<RecurringGiftState> COLLECTED =
            EnumSet.of(
                    RecurringGiftState.STARTING,
                    RecurringGiftState.ACTIVE,
                    RecurringGiftState.FAILING,
                    RecurringGiftState.PAUSED);

    private final RecurringGiftHistory recurring;

    CheckTerms(RecurringGiftHistory recurring) {
        this.recurring = recurring;
    }

    /**
     * @param today at the office
     * @param mine all records of the person
     * @throws DomainProblem 400 naming every broken rule
     */
    void check(
            PeriodicGiftDesk.Wish wish, Office office, LocalDate today, Collection<DonorId> mine) {
        List<Violation> wrong = new ArrayList<>();
        AgreementTerms terms = wish.terms();
        amount(terms, office, wrong);
        term(terms, today, wrong);
        if ((terms.deathOf() == DeathOf.OTHER) != (terms.otherPerson() != null)) {
            wrong.add(
                    new Violation(
                            "/otherPerson",
                            "with_other_death",
                            "The name of the other person, when it ends at that person's death."));
        }
        if (wish.recurringGift() != null && wrong.isEmpty()) {
            regularGift(wish, office, mine, wrong);
        }
        if (!wrong.isEmpty()) {
            throw DomainProblem.invalid(wrong);
        }
    }

    /**
     * The same of the regular gift alone.
     *
     * @throws DomainProblem 400 naming every broken rule
     */
    void checkRegularGift(PeriodicGiftDesk.Wish wish, Office office, Collection<DonorId> mine) {
        List<Violation> wrong = new ArrayList<>();
        regularGift(wish, office, mine, wrong);
        if (!wrong.isEmpty()) {
            throw DomainProblem.invalid(wrong);
        }
    }

    private static void amount(AgreementTerms terms, Office office, List<Violation> wrong) {
        if (!terms.yearlyAmount().currency().equals(office.currency())) {
            wrong.add(
                    new Violation(
                            "/yearlyAmount/currency",
                            "wrong_currency",
                            "The office's currency, " + office.currency() + "."));
        }
        if (terms.yearlyAmount().minor() < 1 || terms.yearlyAmount().minor() > MOST_MINOR) {
            wrong.add(
                    new Violation(
                            "/yearlyAmount/minor",
                            "amount_outside_limits",
                            "From 1 to " + MOST_MINOR + " minor units."));
        }
    }

    private static void term(AgreementTerms terms, LocalDate today, List<Violation> wrong) {
        if (terms.years() != null
                && (terms.years() < AgreementTerms.LEAST_YEARS || terms.years() > MOST_YEARS)) {
            wrong.add(
                    new Violation(
                            "/years",
                            "five_years_at_least",
                            "A periodic gift is given for five years at least (art. 6.38 Wet IB 2001);"
                                    + " leave it out for an indefinite time."));
        }
        int first = terms.firstYear();
        if (first < today.getYear() || first > today.getYear() + YEARS_AHEAD) {
            wrong.add(
                    new Violation(
                            "/firstYear",
                            "out_of_range",
                            "From "
                                    + today.getYear()
                                    + " to "
                                    + (today.getYear() + YEARS_AHEAD)
                                    + "; gifts before the signature are no periodic gifts."));
        }
    }

    private void regularGift(
            PeriodicGiftDesk.Wish wish,
            Office office,
            Collection<DonorId> mine,
            List<Violation> wrong) {
        RecurringGiftView gift =
                recurring
                        .find(new RecurringGiftId(wish.recurringGift()))
                        .filter(it -> mine.contains(it.giver().donor()))
                        .filter(it -> it.giver().office().equals(office.code()))
                        .orElse(null);
        if (gift == null) {
            wrong.add(
                    new Violation(
                            "/recurringGift",
                            "unknown_recurring_gift",
                            "There is no such regular gift of this donor to this office."));
            return;
        }
        if (!COLLECTED.contains(gift.state())) {
            wrong.add(
                    new Violation(
                            "/recurringGift", "not_running", "This regular gift does not run."));
        }
        LocalDate end = gift.terms().endOn();
        Integer last = wish.terms().lastYear();
        if (end != null && (last == null || end.isBefore(LocalDate.of(last, 12, 1)))) {
            wrong.add(
                    new Violation(
                            "/recurringGift",
                            "ends_too_early",
                            "It ends before the years are over that are agreed."));
        }
        if (!yearly(gift).equals(wish.terms().yearlyAmount())) {
            wrong.add(
                    new Violation(
                            "/yearlyAmount",
                            "not_what_is_given",
                            "The instalments of a year of the regular gift must come to exactly the"
                                    + " yearly amount; they come to "
                                    + yearly(gift)
                                    + ". Change one of the two first."));
        }
    }

    /** What the instalments of a whole year come to. */
    static Money yearly(RecurringGiftView gift) {
        int times = 12 / gift.terms().cadence().months();
        return new Money(
                Math.multiplyExact(gift.terms().amount().minor(), times),
                gift.terms().amount().currency());
    }
}
