package org.almoner.donor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhoneNumberTest {

    @ParameterizedTest
    @CsvSource({
        "DE, 030 901820, +4930901820",
        "DE, +49 (0)30 901820, +4930901820",
        "DE, 0049 30 901820, +4930901820",
        "DE, +31 20 624 1111, +31206241111",
        "NL, 020-6241111, +31206241111",
        "GB, 020 7946 0018, +442079460018",
        "GB, 07400 123456, +447400123456",
        "CA, (506) 234-5678, +15062345678",
        "AU, 0412 345 678, +61412345678",
        "US, 201-555-0123, +12015550123",
        "FR, 01 23 45 67 89, +33123456789"
    })
    void aNumberIsReadAsItsCountryWritesIt(String country, String written, String kept) {
        assertEquals(kept, PhoneNumber.parse(written, country).orElseThrow().e164());
    }

    @ParameterizedTest
    @CsvSource({
        "DE, 12",
        "DE, not a number",
        "DE, +49 30 901820 ext. 7",
        "DE, +999 123456",
        "GB, 07400 12345678901234567890",
        "US, 555-0123-99999999",
        ", 030 901820"
    })
    void whatCannotBeANumberIsRefused(String country, String written) {
        assertEquals(Optional.empty(), PhoneNumber.parse(written, country));
    }

    @Test
    void lineEndsAndLongTextsAreRefusedAndNumbersPrintMasked() {
        assertEquals(Optional.empty(), PhoneNumber.parse("030 901820\r\nX: y", "DE"));
        assertEquals(Optional.empty(), PhoneNumber.parse("1".repeat(5_000), "DE"));
        assertEquals("…20", PhoneNumber.parse("030 901820", "DE").orElseThrow().toString());
    }
}
