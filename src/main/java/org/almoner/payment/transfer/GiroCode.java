package org.almoner.payment.transfer;

import java.nio.charset.StandardCharsets;
import java.util.Currency;
import java.util.Optional;
import org.almoner.money.Money;
import org.almoner.payment.CreditorReference;

/**
 * The content of a GiroCode: a SEPA credit transfer as a QR code (EPC069-12, version 002), which
 * banking apps read.
 *
 * @param payload lines separated by line feeds, at most 331 bytes of UTF-8
 */
record GiroCode(String payload) {

    private static final Currency EUR = Currency.getInstance("EUR");
    private static final int LONGEST = 331;
    private static final int LONGEST_NAME = 70;
    private static final long LARGEST_MINOR = 999_999_999_99L;

    GiroCode {
        if (payload.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            throw new IllegalArgumentException("A GiroCode has at most 331 bytes");
        }
    }

    /** Who is paid, and where. */
    record Beneficiary(String name, String iban, Optional<String> bic) {}

    /**
     * Writes the payload of a donation.
     *
     * @throws IllegalArgumentException when the amount is not in EUR, or nothing, or more than the
     *     standard can carry
     */
    static GiroCode of(Beneficiary to, Money amount, CreditorReference reference) {
        if (!amount.currency().equals(EUR)) {
            throw new IllegalArgumentException("A GiroCode is for EUR only");
        }
        if (amount.isZero() || amount.minor() > LARGEST_MINOR) {
            throw new IllegalArgumentException("A GiroCode carries 0.01 to 999999999.99 EUR");
        }
        return new GiroCode(
                String.join(
                        "\n",
                        "BCD",
                        "002",
                        "1",
                        "SCT",
                        to.bic().orElse(""),
                        name(to.name()),
                        to.iban(),
                        "EUR" + amount.toDecimal().toPlainString(),
                        "CHAR",
                        reference.value()));
    }

    /** One line of at most 70 characters, never cut inside a character. */
    private static String name(String name) {
        String line = name.replaceAll("\\p{Cntrl}", " ").strip();
        return line.codePointCount(0, line.length()) <= LONGEST_NAME
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST_NAME)).strip();
    }
}
