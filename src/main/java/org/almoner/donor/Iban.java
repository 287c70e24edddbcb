package org.almoner.donor;

import java.util.Locale;
import java.util.Optional;

/**
 * An international bank account number (ISO 13616), upper case, without blanks: its country's
 * length and shape and the check digits (modulo 97) are right. Prints masked.
 */
public record Iban(String value) {

    public Iban {
        if (value == null || !de.speedbanking.iban.Iban.isValid(value)) {
            throw new IllegalArgumentException("Not a valid IBAN");
        }
    }

    /** Reads an IBAN; blanks and lower case are forgiven; empty when it is none. */
    public static Optional<Iban> parse(String text) {
        if (text == null || text.length() > 64) {
            return Optional.empty();
        }
        String compact = text.replaceAll("[\\p{Zs}\\t]", "").toUpperCase(Locale.ROOT);
        return de.speedbanking.iban.Iban.isValid(compact)
                ? Optional.of(new Iban(compact))
                : Optional.empty();
    }

    /** ISO 3166-1 alpha-2 of the account's country. */
    public String country() {
        return value.substring(0, 2);
    }

    /** Whether the country takes part in SEPA. */
    public boolean isSepa() {
        return de.speedbanking.iban.Iban.ofNormalized(value).isSepa();
    }

    /** In groups of four, as people read it. */
    public String grouped() {
        return value.replaceAll("(.{4})(?!$)", "$1 ");
    }

    /** First and last four characters; {@code DE89 **** **** **** **30 00}. */
    public String masked() {
        int hidden = value.length() - 8;
        String stars = value.substring(0, 4) + "*".repeat(hidden) + value.substring(4 + hidden);
        return stars.replaceAll("(.{4})(?!$)", "$1 ");
    }

    @Override
    public String toString() {
        return masked();
    }
}
