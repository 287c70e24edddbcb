package org.almoner.payment.paypal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.almoner.money.Money;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaypalAmountsTest {

    @ParameterizedTest
    @CsvSource({
        "1, EUR, 0.01",
        "2500, EUR, 25.00",
        "123456789, USD, 1234567.89",
        "2500, JPY, 2500",
        "250000, HUF, 2500",
        "100, TWD, 1"
    })
    void anAmountIsWrittenAsPaypalWantsItAndReadAgain(long minor, String currency, String text) {
        Told.Amount told = PaypalAmounts.write(Money.of(minor, currency));
        assertEquals(new Told.Amount(currency, text), told);
        assertEquals(Money.of(minor, currency), PaypalAmounts.read(told));
    }

    @ParameterizedTest
    @CsvSource({"2550, HUF", "101, TWD", "100, INR", "1000, KWD"})
    void whatPaypalCannotMoveIsRefused(long minor, String currency) {
        assertThrows(
                IllegalArgumentException.class,
                () -> PaypalAmounts.write(Money.of(minor, currency)));
    }

    @ParameterizedTest
    @CsvSource({"EUR, 25", "EUR, 25.0", "EUR, 25.00", "EUR, 25.000"})
    void decimalsThatSayNothingAreNoMatter(String currency, String text) {
        assertEquals(Money.of(2500, currency), PaypalAmounts.read(new Told.Amount(currency, text)));
    }

    @ParameterizedTest
    @CsvSource({
        "EUR, -1.00",
        "EUR, 1.005",
        "EUR, 1e3",
        "EUR, '1,00'",
        "EUR, ''",
        "EUR,",
        "JPY, 1.5",
        "XXY, 1.00",
        "EUR, 99999999999999"
    })
    void whatIsNoAmountIsRefused(String currency, String text) {
        assertThrows(
                IllegalArgumentException.class,
                () -> PaypalAmounts.read(new Told.Amount(currency, text)));
    }
}
