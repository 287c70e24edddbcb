package org.almoner.letter;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.almoner.donor.Salutation;
import org.almoner.money.Money;
import org.almoner.money.MoneyFormat;
import org.almoner.office.Jurisdiction;

/**
 * The parts that all mails share: greeting, frame, and how amounts and days are written.
 *
 * @param language of the donor: {@code de}, {@code en}, {@code nl} or {@code fr}
 */
public record LetterParts(Wording words, String language, Letterhead office) {

    private static final Set<String> TITLES_ARE_GREETED = Set.of("de", "en");
    private static final char ISOLATE = '\u2068';
    private static final char END_ISOLATE = '\u2069';

    /** Parts that say what the texts of the family say, in the given language. */
    public static LetterParts of(String family, String language, Letterhead office) {
        return new LetterParts(Wording.in(family, language), language, office);
    }

    /** Language of the donor, customs of the office's country: {@code 25,00 €}, {@code £25.00}. */
    public Locale locale() {
        return new Locale.Builder()
                .setLanguage(language)
                .setRegion(office.jurisdiction().name())
                .build();
    }

    /** An amount as people of the language and country write it. */
    public String money(Money amount) {
        return MoneyFormat.format(amount, locale());
    }

    /** A day with the name of its month. */
    public String day(LocalDate day) {
        String written =
                DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                        .withLocale(locale())
                        .format(day);
        return language.equals("fr") ? written.replaceFirst("^1 ", "1er ") : written;
    }

    /** A day that comes every year, such as {@code 15 March}. */
    public String dayOfYear(LocalDate day) {
        return day(day).replaceFirst("[, ]+" + day.getYear() + "$", "");
    }

    /**
     * Polite as the language is; the whole name where no salutation was chosen. A title stands
     * behind "Frau" in German and instead of "Ms" in English; Dutch and French letters leave it out
     * here, though not in the address.
     */
    public String greeting(Addressee donor) {
        if (donor.lastName() == null) {
            return words.say("greeting.organisation");
        }
        boolean wholeName = donor.salutation() == Salutation.NEUTRAL;
        String title = TITLES_ARE_GREETED.contains(language) ? joined(donor.title()) : "";
        String name =
                wholeName
                        ? joined(title, donor.firstName(), donor.lastName())
                        : joined(title, standingAlone(donor.lastName()));
        boolean titleAlone = language.equals("en") && !title.isEmpty();
        Salutation word = titleAlone ? Salutation.NEUTRAL : donor.salutation();
        return words.say("greeting." + word, "name", isolated(name));
    }

    /**
     * In the Netherlands the prefix of a name has a capital where no first name stands before it:
     * Jan de Vries, but <i>geachte heer De Vries</i>.
     */
    private String standingAlone(String lastName) {
        boolean isDutch = language.equals("nl") && office.jurisdiction() == Jurisdiction.NL;
        return isDutch && !lastName.isEmpty()
                ? lastName.substring(0, 1).toUpperCase(locale()) + lastName.substring(1)
                : lastName;
    }

    /** The organisation, or the whole name. */
    public String donorName(Addressee donor) {
        return isolated(
                donor.organisation() != null
                        ? donor.organisation()
                        : joined(donor.title(), donor.firstName(), donor.lastName()));
    }

    /** What surrounds the words of a mail of this office. */
    public Letter.Frame frame() {
        return new Letter.Frame(
                language,
                office.organisation(),
                words.say("colon"),
                words.say("contact.title"),
                words.say("contact", "contact", office.replyTo()),
                footer());
    }

    private List<String> footer() {
        List<String> lines = new ArrayList<>();
        lines.add(office.organisation());
        lines.add(String.join(", ", office.address()));
        lines.add(office.website());
        office.registrations().forEach(entry -> lines.add(registration(entry)));
        lines.add(words.say("footer.automatic"));
        return lines;
    }

    private String registration(Letterhead.Entry entry) {
        String line =
                words.say("registration." + entry.kind()) + words.say("colon") + " " + whole(entry);
        return entry.authority() == null ? line : line + " (" + entry.authority() + ")";
    }

    /** Numbers such as 10000 0009 RR0001 are not broken at the end of a line. */
    private static String whole(Letterhead.Entry entry) {
        return entry.number().replace(' ', '\u00a0');
    }

    /** A line whose label is the text {@code row.<label>}. */
    public Letter.Row row(String label, String value) {
        return new Letter.Row(words.say("row." + label), value);
    }

    /** Keeps a name written from right to left from turning the words around it. */
    private static String isolated(String name) {
        boolean rightToLeft =
                name.codePoints()
                        .mapToObj(Character::getDirectionality)
                        .anyMatch(
                                it ->
                                        it == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                                                || it
                                                        == Character
                                                                .DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC);
        return rightToLeft ? ISOLATE + name + END_ISOLATE : name;
    }

    private static String joined(String... parts) {
        return Stream.of(parts)
                .filter(part -> part != null && !part.isBlank())
                .collect(Collectors.joining(" "));
    }
}
