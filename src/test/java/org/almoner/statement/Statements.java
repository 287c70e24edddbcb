package org.almoner.statement;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.almoner.giving.PaymentMethod;
import org.almoner.money.Money;
import org.almoner.office.Jurisdiction;

/**
 * Statements of invented offices to invented donors, each a little different from the usual one.
 */
final class Statements {

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
        this.issuer = Issuers.of(kind.jurisdiction());
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
                StatementRecord.eligible(lines.get(0).amount().currency(), lines),
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
        String file = "/catalogue/signature-" + office.toLowerCase(Locale.ROOT) + ".png";
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
}
