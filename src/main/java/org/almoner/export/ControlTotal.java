package org.almoner.export;

import org.almoner.money.Money;

/**
 * The sum of a column over all rows of one currency.
 *
 * @param of the column
 */
public record ControlTotal(String of, Money total) {}
