package org.almoner.donor;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The shapes of postcodes, after the addressing pages of the Universal Postal Union. Blanks and
 * hyphens are forgiven, and set where the country sets them. A country that is not in the table may
 * have a postcode of 2 to 10 letters and digits, or none.
 */
final class Postcodes {

    /**
     * One country's postcode.
     *
     * @param shape of the postcode in capitals without blanks and hyphens
     * @param separator set before the character at {@code splitAt}, counted from the end when
     *     negative; empty for none
     */
    private record Shape(Pattern shape, int splitAt, String separator) {

        String spelled(String compact) {
            int at = splitAt < 0 ? compact.length() + splitAt : splitAt;
            return separator.isEmpty() || at >= compact.length()
                    ? compact
                    : compact.substring(0, at) + separator + compact.substring(at);
        }
    }

    /** Country, pattern, place of the separator ({@code 0} for none) and the separator. */
    private static final String TABLE =
            """
            AT [1-9][0-9]{3} 0
            AU [0-9]{4} 0
            BE [1-9][0-9]{3} 0
            CA [ABCEGHJ-NPRSTVXY][0-9][ABCEGHJ-NPRSTV-Z][0-9][ABCEGHJ-NPRSTV-Z][0-9] 3 _
            CH [1-9][0-9]{3} 0
            CZ [1-7][0-9]{4} 3 _
            DE [0-9]{5} 0
            DK [0-9]{4} 0
            ES [0-5][0-9]{4} 0
            FI [0-9]{5} 0
            FR [0-9]{5} 0
            GB (GIR0AA|BFPO[0-9]{1,4}|[A-Z]{1,2}[0-9][A-Z0-9]?[0-9][ABD-HJLNP-UW-Z]{2}) -3 _
            GR [1-8][0-9]{4} 3 _
            HU [1-9][0-9]{3} 0
            IE [AC-FHKNPRTV-Y]([0-9]{2}|6W)[0-9AC-FHKNPRTV-Y]{4} 3 _
            IT [0-9]{5} 0
            JP [0-9]{7} 3 -
            LI 94[0-9]{2} 0
            LU [1-9][0-9]{3} 0
            NL [1-9][0-9]{3}(?!S[ADS])[A-Z]{2} 4 _
            NO [0-9]{4} 0
            NZ [0-9]{4} 0
            PL [0-9]{5} 2 -
            PT [1-9][0-9]{6} 4 -
            SE [1-9][0-9]{4} 3 _
            SK [089][0-9]{4} 3 _
            US [0-9]{5}([0-9]{4})? 5 -
            """;

    private static final Map<String, Shape> SHAPES =
            TABLE.lines()
                    .map(line -> line.split(" "))
                    .collect(
                            Collectors.toUnmodifiableMap(
                                    columns -> columns[0],
                                    columns ->
                                            new Shape(
                                                    Pattern.compile(columns[1]),
                                                    Integer.parseInt(columns[2]),
                                                    columns.length < 4
                                                            ? ""
                                                            : columns[3].replace('_', ' '))));

    private static final Pattern GAPS = Pattern.compile("[\\p{Zs}\\p{Pd}]");
    private static final Pattern ELSEWHERE = Pattern.compile("[A-Z0-9]{2,10}");

    /** It has postcodes, but letters arrive without, and not everybody knows his own. */
    private static final Set<String> OPTIONAL = Set.of("IE");

    private Postcodes() {}

    /** Whether an address in that country needs one. */
    static boolean areNeededIn(String country) {
        return SHAPES.containsKey(country) && !OPTIONAL.contains(country);
    }

    /** The postcode in the country's spelling; empty when its shape is wrong. */
    static Optional<String> spelled(String country, String text) {
        String upper = text.toUpperCase(Locale.ROOT);
        String compact = GAPS.matcher(upper).replaceAll("");
        Shape known = SHAPES.get(country);
        if (known == null) {
            return ELSEWHERE.matcher(compact).matches() ? Optional.of(upper) : Optional.empty();
        }
        return known.shape().matcher(compact).matches()
                ? Optional.of(
                        compact.startsWith("BFPO")
                                ? "BFPO " + compact.substring(4)
                                : known.spelled(compact))
                : Optional.empty();
    }
}
