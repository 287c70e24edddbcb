package org.almoner.payment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CreditorReferenceTest {

    @ParameterizedTest
    @CsvSource({
        "539007547034, RF18539007547034",
        "2348236, RF332348236",
        "000000000539007547034, RF18000000000539007547034",
        "1, RF741",
        "gift, RF10GIFT"
    })
    void checkDigitsAreThoseOfIso11649(String body, String reference) {
        assertEquals(reference, CreditorReference.of(body).value());
        assertTrue(CreditorReference.valid(reference));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "RF",
                "RF18",
                "RF19539007547034",
                "RF18539007547043",
                "rf18539007547034",
                "RF18 5390 0754 7034",
                "XX18539007547034",
                "RF180000000000005390075470341"
            })
    void aMistypedReferenceIsFound(String reference) {
        assertFalse(CreditorReference.valid(reference));
        assertThrows(IllegalArgumentException.class, () -> new CreditorReference(reference));
    }

    @Test
    void itIsPrintedInGroupsOfFour() {
        assertEquals("RF18 5390 0754 7034", new CreditorReference("RF18539007547034").grouped());
    }

    @Test
    void theSamePaymentAlwaysHasTheSameReferenceAndOthersHaveOthers() {
        Set<String> references = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            UUID payment = UUID.randomUUID();
            String reference = CreditorReference.ofPayment(payment).value();
            assertEquals(reference, CreditorReference.ofPayment(payment).value());
            assertTrue(reference.matches("RF[0-9]{2}[0-9A-HJKMNP-TV-Z]{12}"), reference);
            references.add(reference);
        }
        assertEquals(10_000, references.size());
    }
}
