package org.almoner.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.Set;
import org.almoner.mode.Modes;
import org.almoner.problem.DomainProblem;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** AB-14: what an address of a receiver may look like. */
class TargetRulesTest {

    private static final String LABEL_63 = "a".repeat(63);

    private final TargetRules rules = new TargetRules(Settings.strict(), Modes.production());

    private static String refusalOf(TargetRules rules, String url) {
        DomainProblem refusal = assertThrows(DomainProblem.class, () -> rules.read(url), url);
        assertEquals("/url", refusal.violations().get(0).pointer());
        return refusal.violations().get(0).code();
    }

    static java.util.List<String[]> refused() {
        return UrlForms.REFUSED;
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refusesEveryOtherForm(String rule, String url) {
        assertEquals(rule, refusalOf(rules, url), url);
    }

    @ParameterizedTest
    @CsvSource({
        "https://crm.example.org,                     crm.example.org, 443, /",
        "https://crm.example.org/,                    crm.example.org, 443, /",
        "HTTPS://CRM.Example.ORG/Hooks/A,             crm.example.org, 443, /Hooks/A",
        "https://crm.example.org:443/a/b?c=d&e=%20,   crm.example.org, 443, /a/b?c=d&e=%20",
        "https://crm.example.org?office=DE,           crm.example.org, 443, /?office=DE",
        "https://xn--bcher-kva.example/x,             xn--bcher-kva.example, 443, /x",
        "https://a-1.b.xn--p1ai/,                     a-1.b.xn--p1ai, 443, /",
        "https://127.0.0.1.nip.example/,              127.0.0.1.nip.example, 443, /"
    })
    void takesAPublicNameApart(String url, String host, int port, String uri) {
        assertEquals(new Target(true, host, port, uri, false), rules.read(url));
    }

    @Test
    void aNameHasItsGreatestLengths() {
        assertEquals(63, rules.read("https://" + LABEL_63 + ".org/").host().length() - 4);
        assertEquals("not_a_host_name", refusalOf(rules, "https://a" + LABEL_63 + ".org/"));
        String longest = (LABEL_63 + ".").repeat(3) + "a".repeat(57) + ".org";
        assertEquals(253, longest.length());
        assertEquals(longest, rules.read("https://" + longest).host());
        assertEquals("not_a_host_name", refusalOf(rules, "https://a" + longest));
    }

    @Test
    void anAddressHasItsGreatestLength() {
        String begin = "https://crm.example.org/";
        String longest = begin + "a".repeat(500 - begin.length());
        assertEquals("crm.example.org", rules.read(longest).host());
        assertEquals("not_a_url", refusalOf(rules, longest + "a"));
    }

    @Test
    void thePortsOfTheOperatorAreAllowedToo() {
        TargetRules more =
                new TargetRules(new Settings(Optional.of(Set.of(8443)), false), Modes.production());
        assertEquals(8443, more.read("https://crm.example.org:8443/").port());
        assertEquals("port_not_allowed", refusalOf(more, "https://crm.example.org:8444/"));
        assertEquals("port_not_allowed", refusalOf(rules, "https://crm.example.org:8443/"));
    }

    @Nested
    class TheLoopback {

        private final Settings settings = new Settings(Optional.empty(), true);

        @Test
        void isForTheSandboxOnlyAndEndsTheStartInProduction() {
            assertThrows(
                    IllegalStateException.class,
                    () -> new TargetRules(settings, Modes.production()));
        }

        @Test
        void isAllowedWhereTheSettingSaysSo() {
            TargetRules lenient = new TargetRules(settings, Modes.sandbox());
            assertEquals(
                    new Target(false, "127.0.0.1", 8099, "/in", true),
                    lenient.read("http://127.0.0.1:8099/in"));
            assertTrue(lenient.read("https://localhost:1/").isLoopback());
            assertFalse(lenient.read("https://crm.example.org/").isLoopback());
        }

        @Test
        void isNoOtherNameOrForm() {
            TargetRules lenient = new TargetRules(settings, Modes.sandbox());
            for (String url :
                    java.util.List.of(
                            "http://127.1:8099/",
                            "http://[::1]:8099/",
                            "http://0x7f.1/",
                            "http://10.0.0.1/",
                            "http://crm.example.org/",
                            "http://me@127.0.0.1/",
                            "http://127.0.0.1:0/",
                            "http://127.0.0.1:65536/")) {
                assertThrows(DomainProblem.class, () -> lenient.read(url), url);
            }
        }

        @Test
        void isRefusedInTheSandboxWithoutTheSetting() {
            TargetRules strict = new TargetRules(Settings.strict(), Modes.sandbox());
            assertThrows(DomainProblem.class, () -> strict.read("http://127.0.0.1:8099/in"));
        }
    }
}
