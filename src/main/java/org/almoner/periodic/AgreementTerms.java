package org.almoner.periodic;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.almoner.money.Money;

/**
 * What is agreed.
 *
 * @param yearlyAmount what is given each year, the same every year
 * @param firstYear calendar year of the first payment
 * @param years how many, five at least; {@code null} for an indefinite time of five at least
 * @param deathOf at whose death it ends at the latest
 * @param otherPerson the name of that person when it is not the donor; else {@code null}
 * @param earlyEnds for what else it may end early
 * @param partner whether the donor's partner signs, too
 */
public record AgreementTerms(
        Money yearlyAmount,
        int firstYear,
        Integer years,
        DeathOf deathOf,
        String otherPerson,
        Set<EarlyEnd> earlyEnds,
        boolean partner) {

    /** The law's five years (art. 6.38 Wet IB 2001). */
    public static final int LEAST_YEARS = 5;

    public AgreementTerms {
        Set<EarlyEnd> inOrder = EnumSet.noneOf(EarlyEnd.class);
        inOrder.addAll(earlyEnds);
        earlyEnds = Collections.unmodifiableSet(inOrder);
    }

    /** The last calendar year; {@code null} for an indefinite time. */
    @JsonProperty
    public Integer lastYear() {
        return years == null ? null : firstYear + years - 1;
    }

    @Override
    public String toString() {
        // Names nobody: the other person is one.
        return "AgreementTerms["
                + yearlyAmount
                + ", "
                + firstYear
                + ", "
                + years
                + ", "
                + deathOf
                + ", "
                + earlyEnds
                + ", "
                + partner
                + "]";
    }
}
