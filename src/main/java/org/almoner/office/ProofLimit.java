package org.almoner.office;

import java.time.LocalDate;
import org.almoner.money.Money;

/**
 * Up to which amount per gift, inclusive, a bank statement and the charity's slip are proof enough
 * for the tax office (Germany: § 50(4) S. 1 Nr. 2 b EStDV).
 *
 * @param validFrom first day of this limit
 * @param limit the largest amount
 */
public record ProofLimit(LocalDate validFrom, Money limit) {}
