package org.almoner.donor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {

    @ParameterizedTest
    @CsvSource({
        "anna@example.org, anna@example.org",
        "' anna@example.org ', anna@example.org",
        "Anna.Beispiel+gabe@EXAMPLE.Org, Anna.Beispiel+gabe@example.org",
        "o'neil@sub.example.org, o'neil@sub.example.org",
        "a@xn--bcher-kva.example, a@bücher.example",
        "post@BÜCHER.example, post@bücher.example",
        "josé@example.org, josé@example.org",
        "用户@例子.广告, 用户@例子.广告",
        "x@example.xn--p1ai, x@example.рф",
        "_@example.org, _@example.org"
    })
    void oneAddressIsTakenAndItsDomainIsInLowerCase(String written, String kept) {
        assertEquals(kept, EmailAddress.parse(written).orElseThrow().value());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "anna",
                "anna@",
                "@example.org",
                "anna@example",
                "anna@example.",
                "anna@.example.org",
                "anna@exa mple.org",
                "an na@example.org",
                "anna@example.org,bert@example.org",
                "anna@example.org;bert@example.org",
                "anna@example.org bert@example.org",
                "anna@@example.org",
                "anna@bert@example.org",
                "Anna <anna@example.org>",
                "<anna@example.org>",
                "\"anna\"@example.org",
                "anna(comment)@example.org",
                "anna@[127.0.0.1]",
                "anna@127.0.0.1",
                ".anna@example.org",
                "anna.@example.org",
                "an..na@example.org",
                "anna@-example.org",
                "anna@example-.org",
                "anna@exam_ple.org",
                "anna@example.org\r\nBcc: bert@example.org",
                "anna\r\nBcc:bert@example.org",
                "anna%0d%0a @example.org",
                "anna@example.org\u0000",
                "an\u0000na@example.org",
                "an\u202Ena@example.org",
                "anna@exam\u2066ple.org",
                "an\u0085na@example.org",
                "an\u2028na@example.org",
                "an\uD800na@example.org",
                "mailto:anna@example.org?bcc=bert@example.org x"
            })
    void whatIsNoSingleAddressIsRefused(String written) {
        assertEquals(Optional.empty(), EmailAddress.parse(written));
    }

    @Test
    void theLimitsOfTheMailProtocolAreKept() {
        String longDomain = "d".repeat(60) + "." + "e".repeat(60) + "." + "f".repeat(60);
        assertTrue(EmailAddress.parse("a".repeat(64) + "@example.org").isPresent());
        assertTrue(EmailAddress.parse("a".repeat(65) + "@example.org").isEmpty());
        assertTrue(EmailAddress.parse("a".repeat(64) + "@" + longDomain + ".org").isPresent());
        assertTrue(EmailAddress.parse("a".repeat(64) + "@" + longDomain + ".organics").isEmpty());
        assertTrue(EmailAddress.parse("a@" + "d".repeat(64) + ".org").isEmpty());
    }

    @Test
    void itPrintsMasked() {
        EmailAddress address = EmailAddress.parse("anna.beispiel@example.org").orElseThrow();
        assertEquals("a…@e….org", address.toString());
        assertThrows(IllegalArgumentException.class, () -> new EmailAddress("A <a@example.org>"));
    }
}
