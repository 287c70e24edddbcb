package org.almoner.payment.paypal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.almoner.mode.Modes;
import org.almoner.mode.RunMode;
import org.almoner.office.BankAccount;
import org.almoner.office.OfficeCode;
import org.almoner.office.Offices;
import org.almoner.office.OfficesOnHand;
import org.almoner.payment.paypal.Play.OfAccount;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What starts, what does not, and where PayPal is. */
class PaypalAccountsTest {

    private static final OfAccount WHOLE = OfAccount.of(FakePaypal.GERMAN);

    private static PaypalAccounts accounts(String base, RunMode mode, OfAccount account) {
        return new PaypalAccounts(
                Play.settings(Optional.ofNullable(base).map(URI::create), Map.of("de", account)),
                mode);
    }

    private static String refusal(String base, RunMode mode, OfAccount account) {
        return assertThrows(IllegalStateException.class, () -> accounts(base, mode, account))
                .getMessage();
    }

    @Test
    void withoutAccountsItIsOffWhateverTheAddress() {
        PaypalAccounts none =
                new PaypalAccounts(
                        Play.settings(Optional.of(URI.create("http://example.org")), Map.of()),
                        Modes.production());
        assertEquals(0, none.all().size());
        OfAccount empty =
                new OfAccount(
                        Optional.empty(), Optional.of(" "), Optional.of(""), Optional.empty());
        assertEquals(0, accounts(null, Modes.production(), empty).all().size());
    }

    @Test
    void halfAnAccountRefusesTheStartAndSaysWhatIsMissing() {
        String refusal =
                refusal(
                        null,
                        Modes.sandbox(),
                        new OfAccount(
                                WHOLE.clientId(),
                                WHOLE.clientSecret(),
                                Optional.empty(),
                                Optional.of(" ")));
        assertTrue(refusal.contains("almoner.paypal.accounts.de.webhook-id"), refusal);
        assertTrue(refusal.contains("almoner.paypal.accounts.de.merchant-id"), refusal);
        assertFalse(refusal.contains("secret-de"), refusal);
    }

    @Test
    void theAddressFollowsTheMode() {
        assertEquals(
                "https://api-m.sandbox.paypal.com/v2",
                accounts(null, Modes.sandbox(), WHOLE).at("/v2").toString());
        assertEquals(
                "https://api-m.paypal.com/v2",
                accounts(null, Modes.production(), WHOLE).at("/v2").toString());
        assertEquals(
                "http://127.0.0.1:8099/v2",
                accounts("http://127.0.0.1:8099/", Modes.sandbox(), WHOLE).at("/v2").toString());
    }

    @ParameterizedTest
    @CsvSource({
        "https://api-m.paypal.com, true",
        "https://api.paypal.com, true",
        "https://api-m.sandbox.paypal.com, false",
        "https://api.sandbox.paypal.com, false",
        "http://api-m.paypal.com, false",
        "http://127.0.0.1:8099, false",
        "http://paypal.example.org, true",
        "ftp://paypal.example.org, true",
        "nothing, true"
    })
    void playMoneyAndRealMoneyNeverMeet(String base, boolean isSandbox) {
        String refusal = refusal(base, isSandbox ? Modes.sandbox() : Modes.production(), WHOLE);
        assertTrue(refusal.startsWith("almoner.paypal.base-url"), refusal);
    }

    @ParameterizedTest
    @ValueSource(strings = {"properties", "environment"})
    void settingsComeFromPropertiesOrFromTheEnvironment(String where) {
        Map<String, String> settings = new HashMap<>();
        for (String name : List.of("client-id", "client-secret", "webhook-id", "merchant-id")) {
            String property = "almoner.paypal.accounts.de." + name;
            settings.put(
                    where.equals("properties")
                            ? property
                            : property.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT),
                    "value of " + name);
        }
        SmallRyeConfigBuilder builder =
                new SmallRyeConfigBuilder().withMapping(PaypalSettings.class);
        PaypalSettings read =
                (where.equals("properties")
                                ? builder.withSources(
                                        new PropertiesConfigSource(settings, "test", 100))
                                : builder.withSources(new EnvConfigSource(settings, 300)))
                        .build()
                        .getConfigMapping(PaypalSettings.class);
        PaypalAccount account = new PaypalAccounts(read, Modes.sandbox()).all().get(0);
        assertEquals("DE", account.office());
        assertEquals("value of webhook-id", account.webhookId());
    }

    @Test
    void secretsAreNotPrinted() {
        PaypalAccount account = accounts(null, Modes.sandbox(), WHOLE).all().get(0);
        assertEquals("PayPal account of DE", account.toString());
        assertEquals("DE", account.office());
    }

    @ParameterizedTest
    @ValueSource(strings = {"DE", "NL"})
    void anAccountBelongsToAnOfficeThatExistsAndTakesACurrencyOfPaypals(String office) {
        PaypalAccounts accounts = accounts(null, Modes.sandbox(), WHOLE);
        StartupEvent start = new StartupEvent();
        if (office.equals("DE")) {
            accounts.check(start, offices("DE", "EUR"));
            assertThrows(
                    IllegalStateException.class, () -> accounts.check(start, offices("DE", "INR")));
        } else {
            assertThrows(
                    IllegalStateException.class, () -> accounts.check(start, offices("NL", "EUR")));
        }
    }

    private static Offices offices(String code, String currency) {
        BankAccount account = Play.ACCOUNT;
        return OfficesOnHand.with(new OfficeCode(code), currency, account);
    }
}
