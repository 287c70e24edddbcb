package org.almoner.money;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Currency;
import java.util.Objects;

/**
 * An amount of money: a count of minor units (cents, pence) of one ISO 4217 currency.
 *
 * <p>Never negative: what flows back is a movement of its own, not a gift below zero. Arithmetic is
 * exact; a sum that leaves the range of {@code long}, or that mixes currencies, is refused.
 *
 * @param minor whole minor units, zero or more
 * @param currency an ISO 4217 currency
 */
public record Money(long minor, Currency currency) implements Comparable<Money> {

    public Money {
        Objects.requireNonNull(currency, "currency");
        if (minor < 0) {
            throw new IllegalArgumentException(
                    "An amount of money must not be negative, found " + minor + " " + currency);
        }
    }

    /** Reads the two fields of the contract, {@code {"minor": 2500, "currency": "EUR"}}. */
    @JsonCreator
    public static Money of(
            @JsonProperty(value = "minor", required = true) long minor,
            @JsonProperty(value = "currency", required = true) String currency) {
        return new Money(minor, Currency.getInstance(currency));
    }

    /** No money at all, in the given currency. */
    public static Money zero(Currency currency) {
        return new Money(0, currency);
    }

    /** The sum of all amounts; the currency is needed because the collection may be empty. */
    public static Money total(Currency currency, Collection<Money> amounts) {
        Money sum = zero(currency);
        for (Money amount : amounts) {
            sum = sum.plus(amount);
        }
        return sum;
    }

    /**
     * Adds an amount of the same currency.
     *
     * @throws CurrencyMismatch when the currencies differ
     * @throws ArithmeticException when the sum is beyond {@code long}
     */
    public Money plus(Money other) {
        requireSameCurrency(other);
        return new Money(Math.addExact(minor, other.minor), currency);
    }

    /**
     * Takes away an amount of the same currency.
     *
     * @throws IllegalArgumentException when more is taken than is there
     */
    public Money minus(Money other) {
        requireSameCurrency(other);
        return new Money(Math.subtractExact(minor, other.minor), currency);
    }

    /** Whether there is nothing at all. */
    @JsonIgnore
    public boolean isZero() {
        return minor == 0;
    }

    /** Whether this is more than the other amount, which must be of the same currency. */
    public boolean isMoreThan(Money other) {
        return compareTo(other) > 0;
    }

    /**
     * The amount in major units with exactly the currency's decimal places, such as {@code 25.00}.
     */
    public BigDecimal toDecimal() {
        return BigDecimal.valueOf(minor, Math.max(0, currency.getDefaultFractionDigits()));
    }

    @Override
    public int compareTo(Money other) {
        requireSameCurrency(other);
        return Long.compare(minor, other.minor);
    }

    private void requireSameCurrency(Money other) {
        if (!currency.equals(other.currency)) {
            throw new CurrencyMismatch(currency, other.currency);
        }
    }

    @Override
    public String toString() {
        return currency.getCurrencyCode() + " " + toDecimal().toPlainString();
    }
}
