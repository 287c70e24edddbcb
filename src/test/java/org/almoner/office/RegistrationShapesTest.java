package org.almoner.office;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RegistrationShapesTest {

    @ParameterizedTest
    @CsvSource({
        "DE_REGISTER_OF_ASSOCIATIONS, VR 12345",
        "DE_REGISTER_OF_ASSOCIATIONS, VR 12345 B",
        "DE_TAX_NUMBER, 27/640/12345",
        "DE_TAX_NUMBER, 133/5900/1234",
        "DE_BUSINESS_ID, DE123456788",
        "DE_BUSINESS_ID, DE136695976-00001",
        "GB_CHARITY_NUMBER, 123456",
        "GB_CHARITY_NUMBER, 1234567",
        "GB_CHARITY_NUMBER, SC012345",
        "GB_CHARITY_NUMBER, NIC100123",
        "GB_HMRC_REFERENCE, X1",
        "GB_HMRC_REFERENCE, XX12345",
        "NL_RSIN, 123456782",
        "NL_RSIN, 800000006",
        "NL_KVK, 12345678",
        "CA_CHARITY_REGISTRATION, 123456782RR0001",
        "CA_CHARITY_REGISTRATION, 100000009RR0001",
        "AU_ABN, 51824753556",
        "AU_ABN, 82000000123",
        "US_EIN, 12-3456789",
        "US_EIN, 99-0000000"
    })
    void aNumberOfTheRightShapeIsTaken(RegistrationKind kind, String number) {
        assertEquals(number, new Registration(kind, number, null).number());
    }

    @ParameterizedTest
    @CsvSource({
        "DE_REGISTER_OF_ASSOCIATIONS, 12345",
        "DE_REGISTER_OF_ASSOCIATIONS, VR 0",
        "DE_TAX_NUMBER, 2764012345",
        "DE_TAX_NUMBER, 27/640/123",
        "DE_BUSINESS_ID, DE123456789",
        "DE_BUSINESS_ID, 123456788",
        "GB_CHARITY_NUMBER, 12345",
        "GB_CHARITY_NUMBER, SC12345",
        "GB_HMRC_REFERENCE, 12345",
        "GB_HMRC_REFERENCE, XXX123",
        "NL_RSIN, 123456783",
        "NL_RSIN, 000000000",
        "NL_RSIN, 12345678",
        "NL_KVK, 1234567",
        "CA_CHARITY_REGISTRATION, 123456789RR0001",
        "CA_CHARITY_REGISTRATION, 123456782RC0001",
        "CA_CHARITY_REGISTRATION, 123456782RR001",
        "AU_ABN, 51824753557",
        "AU_ABN, 5182475355",
        "US_EIN, 07-1234567",
        "US_EIN, 123456789"
    })
    void aNumberOfAnotherShapeOrWithWrongCheckDigitsIsRefused(
            RegistrationKind kind, String number) {
        assertThrows(IllegalArgumentException.class, () -> new Registration(kind, number, null));
    }

    @ParameterizedTest
    @EnumSource
    void noNumberAtAllIsRefused(RegistrationKind kind) {
        assertThrows(IllegalArgumentException.class, () -> new Registration(kind, null, null));
        assertThrows(IllegalArgumentException.class, () -> new Registration(kind, "", null));
    }

    @Test
    void numbersArePrintedAsTheirCountriesGroupThem() {
        assertEquals(
                "82 000 000 123",
                new Registration(RegistrationKind.AU_ABN, "82000000123", null).printed());
        assertEquals(
                "10000 0009 RR0001",
                new Registration(RegistrationKind.CA_CHARITY_REGISTRATION, "100000009RR0001", null)
                        .printed());
    }

    @Nested
    class BankAccounts {

        @ParameterizedTest
        @CsvSource({
            "DE, DE91100000000123456789, true",
            "NL, NL13TEST0123456789, true",
            "GB, GB21TEST00000012345678, true",
            "DE, DE92100000000123456789, false",
            "DE, NL13TEST0123456789, false",
            "DE, DE9110000000012345678, false",
            "DE, DE91 1000 0000 0123 4567 89, false"
        })
        void anIbanBelongsToTheCountryAndItsCheckDigitsAreRight(
                String country, String iban, boolean accepted) {
            assertEquals(accepted, BankAccountRules.isIbanOf(country, iban));
        }

        @ParameterizedTest
        @CsvSource({
            "DE98ZZZ09999999999, true",
            "DE98ABC09999999999, true",
            "NL69ZZZ123456780000, true",
            "DE97ZZZ09999999999, false",
            "DE98ZZZ9999999999, false",
            "98ZZZ09999999999, false"
        })
        void aCreditorIdentifierPassesItsCheckWhateverItsBusinessCode(
                String identifier, boolean accepted) {
            assertEquals(accepted, BankAccountRules.isCreditorIdentifier(identifier));
        }

        @ParameterizedTest
        @CsvSource({"123456780, true", "011000015, true", "123456789, false"})
        void aRoutingNumberPassesItsCheck(String number, boolean accepted) {
            assertEquals(accepted, CheckDigits.routingNumber(number));
        }
    }
}
