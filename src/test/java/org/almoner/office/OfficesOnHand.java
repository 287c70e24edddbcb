package org.almoner.office;

import java.net.URI;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Offices without a database, for tests of packages that only ask who is paid and where. */
public final class OfficesOnHand {

    private OfficesOnHand() {}

    /** A single office with this account. */
    public static Offices with(OfficeCode code, String currency, BankAccount account) {
        Office office =
                new Office(
                        code,
                        Jurisdiction.DE,
                        "DE",
                        Currency.getInstance(currency),
                        ZoneOffset.UTC,
                        true,
                        account.holder(),
                        new PostalLines("Musterstr.", "1", "10115", "Berlin", null, "DE"),
                        List.of(Locale.GERMAN),
                        Locale.GERMAN,
                        new Sender("Beispiel", "spenden@de.example.org", "k@de.example.org"),
                        URI.create("https://de.example.org"),
                        List.of(),
                        account,
                        MonthDay.of(1, 1),
                        "Berlin",
                        List.of(),
                        List.of());
        Offices offices = new Offices(InstantSource.system(), code.value());
        offices.publish(
                Map.of(code, new OfficeHistory(ZoneOffset.UTC, Map.of(LocalDate.EPOCH, office))));
        return offices;
    }
}
