package org.almoner.receipt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DebitTroubleTest {

    private static void assertTold(DebitTrouble expected, String code) {
        assertEquals(Optional.ofNullable(expected), DebitTrouble.of(code), code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"AM04", "MS03"})
    void whoHadNoMoneyOrWhoseBankNamesNoReasonIsToldThatItDidNotWork(String code) {
        assertTold(DebitTrouble.NO_MONEY, code);
    }

    @Test
    void aMissingReasonIsNoReason() {
        assertTold(DebitTrouble.NO_MONEY, null);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AC01", "AC04", "AC06", "AC13", "AG01", "BE05", "CNOR", "DNOR", "SL01", "SL11",
                "SL12", "SL13", "SL14"
            })
    void whoseAccountCannotBeCollectedFromIsToldToCheckIt(String code) {
        assertTold(DebitTrouble.ACCOUNT, code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"MD01", "MD06", "MS02", "UPAY", "MANDATE_REVOKED", "WITHDRAWN"})
    void whoObjectedOrGaveNoMandateIsToldThatItIsNoted(String code) {
        assertTold(DebitTrouble.STOPPED, code);
    }

    @Test
    void nobodyWritesToSomebodyWhoHasDied() {
        assertTold(null, "MD07");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "AM05",
                "FF01",
                "RC01",
                "RR04",
                "FOCR",
                "DT01",
                "ED05",
                "am04",
                "NO_MANDATE",
                "MANDATE_USED",
                "AMOUNT",
                "SL10",
                "SL15"
            })
    void whatIsTechnicalIsOursToMend(String code) {
        assertTold(null, code);
    }
}
