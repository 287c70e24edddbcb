package org.almoner.donor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IbanTest {

    @ParameterizedTest
    @CsvSource({
        "DE89370400440532013000, DE89370400440532013000",
        "de89 3704 0044 0532 0130 00, DE89370400440532013000",
        "' NL91 ABNA 0417 1643 00 ', NL91ABNA0417164300",
        "GB29 NWBK 6016 1331 9268 19, GB29NWBK60161331926819",
        "FR14 2004 1010 0505 0001 3M02 606, FR1420041010050500013M02606",
        "AT611904300234573201, AT611904300234573201",
        "BE68539007547034, BE68539007547034",
        "NO93 8601 1117 947, NO9386011117947",
        "MT84MALT011000012345MTLCAST001S, MT84MALT011000012345MTLCAST001S"
    })
    void blanksAndLowerCaseAreForgiven(String written, String kept) {
        assertEquals(kept, Iban.parse(written).orElseThrow().value());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "DE88370400440532013000",
                "DE8937040044053201300",
                "DE893704004405320130000",
                "DE8937040044053201300O",
                "NL91ABNA0417164301",
                "US64SVBKUS6S3300958879",
                "XX89370400440532013000",
                "8937040044053201300012",
                "DE89370400440532013000\r\n",
                "DE89-3704-0044-0532-0130-00"
            })
    void wrongCheckDigitsLengthsAndCountriesAreRefused(String written) {
        assertEquals(Optional.empty(), Iban.parse(written));
    }

    @Test
    void everyChangedDigitIsFound() {
        String good = "DE89370400440532013000";
        for (int i = 2; i < good.length(); i++) {
            char wrong = (char) ('0' + (good.charAt(i) - '0' + 1) % 10);
            String bad = good.substring(0, i) + wrong + good.substring(i + 1);
            assertTrue(Iban.parse(bad).isEmpty(), bad);
        }
    }

    @Test
    void itPrintsMasked() {
        Iban iban = new Iban("DE89370400440532013000");
        assertEquals("DE89 **** **** **** **30 00", iban.toString());
        assertEquals("DE89 3704 0044 0532 0130 00", iban.grouped());
        assertTrue(iban.isSepa());
        assertThrows(IllegalArgumentException.class, () -> new Iban("DE00"));
    }
}
