package org.almoner.money;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.ibm.icu.text.RuleBasedNumberFormat;
import java.util.Locale;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountInWordsTest {

    private static final Locale DUTCH = new Locale.Builder().setLanguage("nl").build();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    1 | null Euro und ein Cent
                    2 | null Euro und zwei Cent
                    10 | null Euro und zehn Cent
                    11 | null Euro und elf Cent
                    21 | null Euro und einundzwanzig Cent
                    50 | null Euro und fünfzig Cent
                    99 | null Euro und neunundneunzig Cent
                    100 | ein Euro
                    101 | ein Euro und ein Cent
                    200 | zwei Euro
                    300 | drei Euro
                    607 | sechs Euro und sieben Cent
                    1000 | zehn Euro
                    1100 | elf Euro
                    1200 | zwölf Euro
                    1300 | dreizehn Euro
                    1400 | vierzehn Euro
                    1500 | fünfzehn Euro
                    1600 | sechzehn Euro
                    1617 | sechzehn Euro und siebzehn Cent
                    1700 | siebzehn Euro
                    1899 | achtzehn Euro und neunundneunzig Cent
                    1900 | neunzehn Euro
                    2000 | zwanzig Euro
                    2100 | einundzwanzig Euro
                    2200 | zweiundzwanzig Euro
                    2500 | fünfundzwanzig Euro
                    3000 | dreißig Euro
                    3330 | dreiunddreißig Euro und dreißig Cent
                    4000 | vierzig Euro
                    5000 | fünfzig Euro
                    6000 | sechzig Euro
                    6600 | sechsundsechzig Euro
                    7000 | siebzig Euro
                    7700 | siebenundsiebzig Euro
                    8000 | achtzig Euro
                    9000 | neunzig Euro
                    9999 | neunundneunzig Euro und neunundneunzig Cent
                    10000 | einhundert Euro
                    10100 | einhundertein Euro
                    10101 | einhundertein Euro und ein Cent
                    11200 | einhundertzwölf Euro
                    12000 | einhundertzwanzig Euro
                    12100 | einhunderteinundzwanzig Euro
                    20000 | zweihundert Euro
                    30000 | dreihundert Euro
                    60000 | sechshundert Euro
                    61617 | sechshundertsechzehn Euro und siebzehn Cent
                    70000 | siebenhundert Euro
                    99999 | neunhundertneunundneunzig Euro und neunundneunzig Cent
                    100000 | eintausend Euro
                    100100 | eintausendein Euro
                    101600 | eintausendsechzehn Euro
                    110000 | eintausendeinhundert Euro
                    123456 | eintausendzweihundertvierunddreißig Euro und sechsundfünfzig Cent
                    124600 | eintausendzweihundertsechsundvierzig Euro
                    200000 | zweitausend Euro
                    1000000 | zehntausend Euro
                    2100000 | einundzwanzigtausend Euro
                    2102121 | einundzwanzigtausendeinundzwanzig Euro und einundzwanzig Cent
                    10000000 | einhunderttausend Euro
                    10100100 | einhunderteintausendein Euro
                    99999999 | neunhundertneunundneunzigtausendneunhundertneunundneunzig Euro und neunundneunzig Cent
                    100000000 | eine Million Euro
                    100000100 | eine Million ein Euro
                    200000000 | zwei Millionen Euro
                    2100000000 | einundzwanzig Millionen Euro
                    100000000000 | eine Milliarde Euro
                    """)
    void german(long cents, String words) {
        assertEquals(words, AmountInWords.of(Money.of(cents, "EUR"), Locale.GERMANY));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    1 | nul euro en een cent
                    100 | een euro
                    2200 | tweeëntwintig euro
                    3300 | drieëndertig euro
                    2100 | eenentwintig euro
                    12500 | honderdvijfentwintig euro
                    60000 | zeshonderd euro
                    100000 | duizend euro
                    120000 | duizend tweehonderd euro
                    250000 | tweeduizend vijfhonderd euro
                    2102121 | eenentwintigduizend eenentwintig euro en eenentwintig cent
                    200000100 | twee miljoen een euro
                    """)
    void dutch(long cents, String words) {
        assertEquals(words, AmountInWords.of(Money.of(cents, "EUR"), DUTCH));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    1 | GBP | zero pounds and one penny
                    100 | GBP | one pound
                    2150 | GBP | twenty-one pounds and fifty pence
                    123456 | USD | one thousand two hundred thirty-four dollars and fifty-six cents
                    100000100 | EUR | one million one euros
                    """)
    void english(long minor, String currency, String words) {
        assertEquals(words, AmountInWords.of(Money.of(minor, currency), Locale.UK));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    1 | zéro dollar et un cent
                    100 | un dollar
                    2100 | vingt-et-un dollars
                    7100 | soixante-et-onze dollars
                    8000 | quatre-vingts dollars
                    8100 | quatre-vingt-un dollars
                    9100 | quatre-vingt-onze dollars
                    20000 | deux cents dollars
                    20100 | deux cent un dollars
                    100000 | mille dollars
                    8000000 | quatre-vingt mille dollars
                    20000000 | deux cent mille dollars
                    100000000 | un million de dollars
                    20000000000 | deux cents millions de dollars
                    """)
    void french(long cents, String words) {
        assertEquals(words, AmountInWords.of(Money.of(cents, "CAD"), Locale.CANADA_FRENCH));
    }

    @Test
    void a_currency_without_cents_or_without_a_name_is_told_by_its_code() {
        assertEquals("fünfhundert JPY", AmountInWords.of(Money.of(500, "JPY"), Locale.GERMAN));
    }

    @Test
    void no_other_language_is_guessed() {
        Money amount = Money.of(500, "EUR");
        assertThrows(
                IllegalArgumentException.class, () -> AmountInWords.of(amount, Locale.ITALIAN));
    }

    /** What another spelling out of the same numbers says, of all small and many large ones. */
    @Test
    void numbers_are_spelt_as_cldr_spells_them() {
        compare(Locale.GERMAN, "%spellout-cardinal-masculine", it -> it);
        compare(Locale.ENGLISH, "%spellout-cardinal", it -> it);
        // Milliards are a noun, too: CLDR leaves out an s there.
        compare(
                Locale.FRENCH,
                "%spellout-cardinal-masculine",
                it -> it.replaceAll("(cent|vingt)s (milli)", "$1 $2"));
        compare(DUTCH, "%spellout-cardinal", it -> it.replace(" ", ""));
    }

    private static void compare(Locale language, String rule, UnaryOperator<String> alike) {
        RuleBasedNumberFormat cldr =
                new RuleBasedNumberFormat(language, RuleBasedNumberFormat.SPELLOUT);
        LongStream large = new Random(1).longs(20_000, 0, 1_000_000_000_000L);
        LongStream.concat(LongStream.range(0, 20_000), large)
                .forEach(
                        number -> {
                            String expected = cldr.format(number, rule).replace("\u00ad", "");
                            String words =
                                    AmountInWords.of(Money.of(number * 100, "XCD"), language);
                            assertEquals(
                                    alike.apply(expected),
                                    alike.apply(words.substring(0, words.length() - 4)),
                                    () -> number + " in " + language);
                        });
    }
}
