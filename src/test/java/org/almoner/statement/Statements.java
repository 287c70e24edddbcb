package org.almoner.statement;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.almoner.giving.PaymentMethod;
import org.almoner.money.Money;
import org.almoner.office.Jurisdiction;
import org.almoner.office.Registration;
import org.almoner.office.RegistrationKind;
import org.almoner.office.TaxNotice;
import org.almoner.office.TaxNoticeKind;

/**
 * Statements of invented offices to invented donors, each a little different from the usual one.
 */
final class Statements {

    private static final String PURPOSES =
            "der Hilfe für Opfer von Straftaten und der Entwicklungszusammenarbeit (§ 52 Abs. 2 Satz"
                    + " 1 Nr. 10 und 15 AO) sowie mildtätiger Zwecke (§ 53 AO)";

    private final DocumentKind kind;
    private String locale;
    private Recipient recipient;
    private List<StatementLine> lines;
    private Issuer issuer;
    private String replaces;

    private Statements(DocumentKind kind) {
        this.kind = kind;
        this.locale = languages(kind).get(0);
        this.recipient = recipient(kind.jurisdiction());
        this.issuer = issuer(kind.jurisdiction());
        gifts(kind == DocumentKind.DE_SINGLE ? 1 : 4);
    }

    static Statements of(DocumentKind kind) {
        return new Statements(kind);
    }

    static List<String> languages(DocumentKind kind) {
        return switch (kind) {
            case DE_SINGLE, DE_COLLECTIVE -> List.of("de");
            case CA_OFFICIAL_RECEIPT -> List.of("en", "fr");
            case NL_YEARLY_OVERVIEW -> List.of("nl", "en", "de", "fr");
            case GB_GIVING_STATEMENT, AU_GIFT_RECEIPT, US_YEAR_END_STATEMENT ->
                    List.of("en", "de", "nl", "fr");
        };
    }

    Statements in(String language) {
        locale = language;
        return this;
    }

    Statements to(Recipient other) {
        recipient = other;
        return this;
    }

    Statements to(String name) {
        return to(new Recipient(name, null, recipient.address(), recipient.country()));
    }

    Statements from(Issuer other) {
        issuer = other;
        return this;
    }

    Statements instead(String number) {
        replaces = number;
        return this;
    }

    /** So many gifts of different amounts, spread over the year. */
    Statements gifts(int number) {
        List<StatementLine> gifts = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            LocalDate day = firstDay().plusDays((long) i * 364 / Math.max(number, 2) + 14);
            gifts.add(line(i, day, 2500 + 1234L * (i % 7)));
        }
        lines = gifts;
        return this;
    }

    /** One gift of this amount. */
    Statements gift(long minor) {
        lines = List.of(line(0, firstDay().plusDays(14), minor));
        return this;
    }

    Statements with(List<StatementLine> others) {
        lines = others;
        return this;
    }

    List<StatementLine> lines() {
        return lines;
    }

    private StatementLine line(int i, LocalDate day, long minor) {
        return new StatementLine(
                new UUID(1, i),
                day,
                PaymentMethod.values()[i % 4],
                i % 3 == 1 ? "Winterhilfe 2026" : null,
                Money.of(minor, currency()),
                false,
                kind == DocumentKind.GB_GIVING_STATEMENT && i % 4 != 3,
                kind != DocumentKind.AU_GIFT_RECEIPT || minor >= 200);
    }

    private String currency() {
        return switch (kind.jurisdiction()) {
            case DE, NL -> "EUR";
            case GB -> "GBP";
            case CA -> "CAD";
            case AU -> "AUD";
            case US -> "USD";
        };
    }

    private LocalDate firstDay() {
        return switch (kind.jurisdiction()) {
            case GB -> LocalDate.of(2026, 4, 6);
            case AU -> LocalDate.of(2025, 7, 1);
            case DE, NL, CA, US -> LocalDate.of(2026, 1, 1);
        };
    }

    StatementRecord record() {
        LocalDate last = firstDay().plusYears(1).minusDays(1);
        List<Money> counted =
                lines.stream().filter(StatementLine::counts).map(StatementLine::amount).toList();
        boolean isSingle = kind == DocumentKind.DE_SINGLE;
        return new StatementRecord(
                kind.jurisdiction() + "-2026-000123",
                kind,
                locale,
                last.plusDays(19),
                isSingle ? lines.get(0).day() : firstDay(),
                isSingle ? lines.get(0).day() : last,
                issuer,
                recipient,
                lines,
                Money.total(lines.get(0).amount().currency(), counted),
                replaces,
                "7KQM-2XDP-94TC",
                "https://"
                        + issuer.office().toLowerCase(Locale.ROOT)
                        + ".example.org/verify#7KQM2XDP94TC");
    }

    /** The document, signed as the record says. */
    byte[] document(StatementMark mark) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        boolean byHand =
                issuer.signature() == null || issuer.signature().mode() == Signature.Mode.HAND;
        new WriteStatement().write(record(), byHand ? null : facsimile(issuer.office()), mark, out);
        return out.toByteArray();
    }

    byte[] document() throws IOException {
        return document(StatementMark.ORIGINAL);
    }

    static byte[] facsimile(String office) throws IOException {
        String file = "/catalogue/signatures/" + office.toLowerCase(Locale.ROOT) + ".png";
        try (InputStream in = Statements.class.getResourceAsStream(file)) {
            return in.readAllBytes();
        }
    }

    private static Recipient recipient(Jurisdiction where) {
        return switch (where) {
            case DE ->
                    new Recipient(
                            "Dr. Erika Beispiel",
                            null,
                            List.of("Hinterhaus", "Musterweg 12a", "10115 Berlin"),
                            "DE");
            case GB ->
                    new Recipient(
                            "Mr Oliver Sample",
                            null,
                            List.of("12 Example Lane", "Leeds LS1 1AA"),
                            "GB");
            case NL ->
                    new Recipient(
                            "Mevr. Sanne Voorbeeld",
                            null,
                            List.of("Voorbeeldlaan 7", "3511 AB Utrecht"),
                            "NL");
            case CA ->
                    new Recipient(
                            "Marie C. Exemple",
                            null,
                            List.of("88 Rue Exemple", "Montréal QC H2X 1Y4"),
                            "CA");
            case AU ->
                    new Recipient(
                            "Ms Mia Sample",
                            null,
                            List.of("3 Specimen Street", "Melbourne VIC 3000"),
                            "AU");
            case US ->
                    new Recipient(
                            "John Q. Sample",
                            null,
                            List.of("100 Example Avenue", "Springfield IL 62701"),
                            "US");
        };
    }

    static Issuer issuer(Jurisdiction where) {
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
