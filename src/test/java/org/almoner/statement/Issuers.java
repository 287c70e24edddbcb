package org.almoner.statement;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.almoner.office.Jurisdiction;
import org.almoner.office.Registration;
import org.almoner.office.RegistrationKind;
import org.almoner.office.TaxNotice;
import org.almoner.office.TaxNoticeKind;

/** The invented offices that issue statements in tests. */
final class Issuers {

    private static final String PURPOSES =
            "der Hilfe für Opfer von Straftaten und der Entwicklungszusammenarbeit (§ 52 Abs. 2 Satz"
                    + " 1 Nr. 10 und 15 AO) sowie mildtätiger Zwecke (§ 53 AO)";

    private Issuers() {}

    static Issuer of(Jurisdiction where) {
        return switch (where) {
            case DE -> german(notice(TaxNoticeKind.FREISTELLUNGSBESCHEID), false, facsimile());
            case GB ->
                    issuer(
                            where,
                            "Example Relief",
                            List.of("2 Sample Street", "London", "EC1A 1BB"),
                            List.of(
                                    new Registration(
                                            RegistrationKind.GB_CHARITY_NUMBER,
                                            "1234567",
                                            "Charity Commission for England and Wales"),
                                    new Registration(
                                            RegistrationKind.GB_HMRC_REFERENCE, "XX12345", null)));
            case NL ->
                    issuer(
                            where,
                            "Stichting Voorbeeldhulp",
                            List.of("Voorbeeldstraat 3", "1011 AB Amsterdam"),
                            List.of(
                                    new Registration(RegistrationKind.NL_RSIN, "123456782", null),
                                    new Registration(RegistrationKind.NL_KVK, "12345678", null)));
            case CA ->
                    issuer(
                            where,
                            "Example Relief Canada",
                            List.of("4 Sample Avenue", "Ottawa ON K1A 0A1"),
                            List.of(
                                    new Registration(
                                            RegistrationKind.CA_CHARITY_REGISTRATION,
                                            "100000009RR0001",
                                            null)));
            case AU ->
                    issuer(
                            where,
                            "Example Relief Australia Ltd",
                            List.of("5 Sample Road", "Sydney NSW 2000"),
                            List.of(
                                    new Registration(
                                            RegistrationKind.AU_ABN, "82000000123", null)));
            case US ->
                    issuer(
                            where,
                            "Example Relief International, Inc.",
                            List.of("600 Sample Street NW", "Washington, DC 20001"),
                            List.of(new Registration(RegistrationKind.US_EIN, "10-0000000", null)));
        };
    }

    static Signature facsimile() {
        return new Signature(
                Signature.Mode.FACSIMILE,
                "Karla Muster",
                "Vorstand",
                "00",
                "Musterstadt",
                LocalDate.of(2025, 3, 1));
    }

    static Signature byHand() {
        return new Signature(Signature.Mode.HAND, "Karla Muster", "Vorstand", null, null, null);
    }

    static TaxNotice notice(TaxNoticeKind kind) {
        return new TaxNotice(
                kind,
                "Musterstadt",
                "27/640/12345",
                LocalDate.of(2024, 5, 14),
                kind == TaxNoticeKind.SIXTY_A ? Optional.empty() : Optional.of("2020 bis 2022"),
                PURPOSES,
                LocalDate.of(2024, 5, 21));
    }

    static Issuer german(TaxNotice notice, boolean isSport, Signature signature) {
        return new Issuer(
                "DE",
                Jurisdiction.DE,
                "DE",
                "Beispiel Hilfe e.V.",
                List.of("Musterstr. 1", "10115 Berlin"),
                "Berlin",
                "https://de.example.org",
                List.of(
                        new Registration(
                                RegistrationKind.DE_TAX_NUMBER,
                                "27/640/12345",
                                "Finanzamt Musterstadt")),
                notice,
                isSport,
                signature);
    }

    private static Issuer issuer(
            Jurisdiction where, String name, List<String> address, List<Registration> numbers) {
        String host = where == Jurisdiction.GB ? "uk" : where.name().toLowerCase(Locale.ROOT);
        return new Issuer(
                where.name(),
                where,
                where.name(),
                name,
                address,
                place(where),
                "https://" + host + ".example.org",
                numbers,
                null,
                false,
                new Signature(
                        Signature.Mode.FACSIMILE, "Karla Muster", "Director", "00", null, null));
    }

    private static String place(Jurisdiction where) {
        return switch (where) {
            case DE -> "Berlin";
            case GB -> "London";
            case NL -> "Amsterdam";
            case CA -> "Ottawa";
            case AU -> "Sydney";
            case US -> "Washington";
        };
    }
}
