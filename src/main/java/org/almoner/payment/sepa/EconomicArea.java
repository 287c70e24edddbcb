package org.almoner.payment.sepa;

import java.util.Set;

/**
 * The countries of the European Economic Area. For accounts in them an IBAN is enough (since 1
 * February 2016); the other countries of SEPA need the BIC and the holder's address as well.
 */
final class EconomicArea {

    private static final Set<String> COUNTRIES =
            Set.of(
                    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR",
                    "HU", "IE", "IS", "IT", "LI", "LT", "LU", "LV", "MT", "NL", "NO", "PL", "PT",
                    "RO", "SE", "SI", "SK");

    private EconomicArea() {}

    /** Whether the country (ISO 3166-1 alpha-2, as in an IBAN) is one of them. */
    static boolean includes(String country) {
        return COUNTRIES.contains(country);
    }
}
