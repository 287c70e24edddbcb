package org.almoner.statement;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.almoner.money.Money;
import org.almoner.money.MoneyFormat;
import org.almoner.pdf.PdfPicture;
import org.almoner.pdf.PdfSheets;

/**
 * A document while it is written.
 *
 * @param facsimile picture of the signature; {@code null} when signed by hand
 * @param locale language of the document, customs of the office's country
 */
record Writing(
        StatementRecord statement,
        StatementMark mark,
        PdfPicture facsimile,
        PdfSheets sheets,
        Locale locale) {

    private static final DateTimeFormatter GERMAN = DateTimeFormatter.ofPattern("dd.MM.yyyy");
    private static final Map<Locale, DateTimeFormatter> LONG = new ConcurrentHashMap<>();
    private static final Map<Locale, DateTimeFormatter> SHORT = new ConcurrentHashMap<>();

    /** The language a kind of document may have when the donor wants this one. */
    static Locale locale(StatementRecord statement) {
        boolean isFrench = statement.locale().startsWith("fr");
        String language =
                switch (statement.kind()) {
                    case DE_SINGLE, DE_COLLECTIVE -> "de";
                    case CA_OFFICIAL_RECEIPT -> isFrench ? "fr" : "en";
                    case GB_GIVING_STATEMENT,
                            AU_GIFT_RECEIPT,
                            NL_YEARLY_OVERVIEW,
                            US_YEAR_END_STATEMENT ->
                            Locale.forLanguageTag(statement.locale()).getLanguage();
                };
        return new Locale.Builder()
                .setLanguage(language)
                .setRegion(statement.kind().jurisdiction().name())
                .build();
    }

    Words words() {
        return Words.in(locale.getLanguage());
    }

    /** The name of a country. */
    String country(String code) {
        return new Locale.Builder().setRegion(code).build().getDisplayCountry(locale);
    }

    Issuer issuer() {
        return statement.issuer();
    }

    /** The form's own way, with the currency's code, or the language's. */
    String money(Money amount) {
        String written = MoneyFormat.format(amount, locale);
        return isGermanForm() ? written.replace("€", "EUR") : written;
    }

    private boolean isGermanForm() {
        return statement.kind() == DocumentKind.DE_SINGLE
                || statement.kind() == DocumentKind.DE_COLLECTIVE;
    }

    /** A day with the name of its month; in German forms in digits. */
    String day(LocalDate day) {
        if (isGermanForm()) {
            return GERMAN.format(day);
        }
        String written = format(LONG, FormatStyle.LONG).format(day);
        return locale.getLanguage().equals("fr") ? written.replaceFirst("^1 ", "1er ") : written;
    }

    /** A day in a column of days. */
    String shortDay(LocalDate day) {
        return isGermanForm() ? GERMAN.format(day) : format(SHORT, FormatStyle.MEDIUM).format(day);
    }

    private DateTimeFormatter format(Map<Locale, DateTimeFormatter> known, FormatStyle style) {
        return known.computeIfAbsent(
                locale, it -> DateTimeFormatter.ofLocalizedDate(style).withLocale(it));
    }

    @Override
    public String toString() {
        return "Writing[" + statement.number() + "]";
    }
}
