package org.almoner.giftaid;

import java.time.LocalDate;
import java.util.List;
import org.almoner.money.Money;

/**
 * What one schedule says.
 *
 * @param earliest for box 1; {@code null} when there are no gifts
 * @param overclaimed for box 2; zero for none
 */
record Schedule(LocalDate earliest, Money overclaimed, List<ScheduleLine> lines) {}
