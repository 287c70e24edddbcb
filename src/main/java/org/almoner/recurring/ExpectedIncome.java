package org.almoner.recurring;

import java.time.YearMonth;
import org.almoner.money.Money;

/**
 * What live recurring gifts let one expect for a month.
 *
 * @param expected of those whose last collection worked
 * @param gifts how many instalments that is
 * @param atRisk of those that are failing
 * @param giftsAtRisk how many instalments that is
 */
public record ExpectedIncome(
        YearMonth month, Money expected, long gifts, Money atRisk, long giftsAtRisk) {}
