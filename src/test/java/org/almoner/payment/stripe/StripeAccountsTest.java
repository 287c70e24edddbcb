package org.almoner.payment.stripe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.almoner.giving.PaymentMethod;
import org.almoner.money.Money;
import org.almoner.payment.PaymentId;
import org.almoner.payment.PaymentRequest;
import org.almoner.payment.ProviderReport;
import org.almoner.payment.Slice;
import org.almoner.payment.stripe.StripePlay.Keys;
import org.almoner.payment.stripe.StripePlay.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** How accounts are configured, and which ways to do it are refused. */
class StripeAccountsTest {

    private static final URI API = URI.create("https://api.stripe.com");
    private static final String SK = "sk_test_Secret0123456789";
    private static final String PK = "pk_test_Public0123456789";
    private static final List<String> WH = List.of("whsec_Signing0123456789");
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.EPOCH);

    static Stream<Arguments> accounts() {
        return Stream.of(
                Arguments.of("test keys in the sandbox", Keys.of(SK, PK, WH), true, null),
                Arguments.of(
                        "a restricted key", Keys.of(SK.replace("sk_", "rk_"), PK, WH), true, null),
                Arguments.of("nothing", Keys.of(null, null, null), true, null),
                Arguments.of("live in production", live(), false, null),
                Arguments.of("live in the sandbox", live(), true, "has live keys"),
                Arguments.of("test in production", Keys.of(SK, PK, WH), false, "has test keys"),
                Arguments.of(
                        "both worlds",
                        Keys.of(SK, PK.replace("test", "live"), WH),
                        true,
                        "mixes a live key and a test key"),
                Arguments.of("no secret key", Keys.of(null, PK, WH), true, ".secret-key"),
                Arguments.of("no public key", Keys.of(SK, null, WH), true, ".publishable-key"),
                Arguments.of("no webhook", Keys.of(SK, PK, null), true, ".webhook-secrets"),
                Arguments.of("keys changed round", Keys.of(PK, SK, WH), true, ".secret-key"),
                Arguments.of(
                        "no webhook secret",
                        Keys.of(SK, PK, List.of("whsec_Signing0123", SK)),
                        true,
                        ".webhook-secrets"));
    }

    private static Keys live() {
        return Keys.of(SK.replace("test", "live"), PK.replace("test", "live"), WH);
    }

    private static List<String> refusals(URI base, Keys keys, boolean isSandbox) {
        return new StripeAccounts(Settings.of(base, "DE", keys), isSandbox, CLOCK)
                .refusals("DE"::equals);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("accounts")
    void anAccountIsWholeAndOfTheRightWorldOrRefusesTheStart(
            String what, Keys keys, boolean isSandbox, String refusal) {
        List<String> refusals = refusals(API, keys, isSandbox);
        assertEquals(refusal == null, refusals.isEmpty());
        if (refusal != null) {
            String told = refusals.get(0);
            assertTrue(told.startsWith("almoner.stripe.accounts.DE") && told.contains(refusal));
            assertFalse(told.contains("0123456789"), "no key is ever told");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https://api.stripe.com,false,true",
        "https://api.stripe.com/,false,true",
        "http://127.0.0.1:8123,true,true",
        "http://localhost:8123,true,true",
        "http://127.0.0.1:8123,false,false",
        "http://api.stripe.com,true,false",
        "http://127.0.0.1.example.org,true,false",
        "ftp://127.0.0.1,true,false",
        "stripe,true,false"
    })
    void theAddressIsHttpsButOnTheLoopbackOfTheSandbox(
            URI base, boolean isSandbox, boolean isTaken) {
        Keys keys = isSandbox ? Keys.of(SK, PK, WH) : live();
        assertEquals(isTaken, refusals(base, keys, isSandbox).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"PT29M59S,false", "PT30M,true", "P7D,true", "P7DT1S,false"})
    void donorsHaveHalfAnHourToSevenDays(Duration time, boolean isTaken) {
        Settings settings = new Settings(API, Map.of(), time);
        assertEquals(
                isTaken, new StripeAccounts(settings, true, CLOCK).refusals(any -> true).isEmpty());
    }

    @Test
    void anOfficeMustExistAndItsCodeMayBeWrittenSmall() {
        StripeAccounts small =
                new StripeAccounts(Settings.of(API, "de", Keys.of(SK, PK, WH)), true, CLOCK);
        assertEquals(List.of(), small.refusals("DE"::equals));
        assertTrue(small.of("DE").isPresent());
        assertEquals(
                List.of("almoner.stripe.accounts.DE names no office"),
                small.refusals("NL"::equals));
    }

    @Test
    void anAccountMayComeFromTheEnvironmentAndAnEmptyOneIsNone() {
        StripeSettings read =
                new SmallRyeConfigBuilder()
                        .withMapping(StripeSettings.class)
                        .withSources(
                                new EnvConfigSource(
                                        Map.of(
                                                "ALMONER_STRIPE_GIVE_UP_AFTER",
                                                "PT24H",
                                                "ALMONER_STRIPE_ACCOUNTS_DE_SECRET_KEY",
                                                SK,
                                                "ALMONER_STRIPE_ACCOUNTS_DE_PUBLISHABLE_KEY",
                                                PK,
                                                "ALMONER_STRIPE_ACCOUNTS_DE_WEBHOOK_SECRETS",
                                                WH.get(0) + "," + WH.get(0),
                                                "ALMONER_STRIPE_ACCOUNTS_NL_SECRET_KEY",
                                                ""),
                                        300))
                        .build()
                        .getConfigMapping(StripeSettings.class);
        StripeAccounts accounts = new StripeAccounts(read, true, CLOCK);
        assertEquals(List.of(), accounts.refusals("DE"::equals));
        assertEquals(List.of("DE"), accounts.all().stream().map(StripeAccount::office).toList());
        assertEquals(2, accounts.all().get(0).webhookSecrets().size());
    }

    @Test
    void withoutAnAccountNothingIsServed() {
        StripeGateway off =
                new StripeGateway(
                        new StripeAccounts(
                                new Settings(API, Map.of(), Duration.ofDays(1)), true, CLOCK));
        assertTrue(off.methods().isEmpty());
        assertFalse(off.serves(PaymentMethod.CARD, "DE"));
        assertTrue(off.accounts().isEmpty());
    }

    @Test
    void anAccountNeverShowsItsKeys() {
        StripeAccounts accounts =
                new StripeAccounts(Settings.of(API, "DE", Keys.of(SK, PK, WH)), true, CLOCK);
        assertEquals("StripeAccount[DE]", accounts.all().get(0).toString());
    }

    /** Two offices, two accounts at one Stripe. */
    @Test
    void aWalkGoesThroughAllAccountsAndEachOfficeHasItsOwnMoney() throws Exception {
        try (StripePlay play = new StripePlay()) {
            Keys other =
                    Keys.of(
                            FakeStripe.OTHER_SECRET_KEY,
                            FakeStripe.PUBLISHABLE_KEY,
                            List.of("whsec_TheOthersSecret"));
            StripeGateway both =
                    new StripeGateway(
                            new StripeAccounts(
                                    new Settings(
                                            play.stripe.base(),
                                            Map.of("DE", Keys.ofFake(), "NL", other),
                                            Duration.ofDays(1)),
                                    true,
                                    play.clock));
            List<PaymentId> made = new ArrayList<>();
            for (String office : List.of("DE", "NL", "NL", "DE", "NL")) {
                PaymentId id = new PaymentId(UUID.randomUUID());
                both.ask(
                        new PaymentRequest(
                                id,
                                "pay-" + id,
                                PaymentMethod.CARD,
                                Money.of(100, "EUR"),
                                office,
                                "nl",
                                null,
                                Map.of()));
                made.add(id);
            }
            assertEquals(3, (int) play.stripe.withOther(it -> it.all("payment_intent").size()));
            List<PaymentId> met = new ArrayList<>();
            String cursor = null;
            do {
                Slice<ProviderReport> slice = both.changedSince(Instant.EPOCH, cursor, 2);
                slice.items().forEach(it -> met.add(it.payment()));
                cursor = slice.next();
            } while (cursor != null);
            assertEquals(5, met.size());
            assertTrue(met.containsAll(made));
        }
    }

    /** A dispute is decided months after the gift, and its notification got lost. */
    @Test
    void aWalkMeetsOldPaymentsWhoseMoneyMoved() throws Exception {
        try (StripePlay play = new StripePlay()) {
            PaymentRequest paid = play.paid();
            play.paid();
            String dispute =
                    play.stripe.with(
                            it -> it.dispute(play.intent(paid.payment()), 2500, "under_review"));
            play.clock.goForward(Duration.ofDays(60));
            play.stripe.with(
                    it -> {
                        it.close(dispute, "lost");
                        return null;
                    });
            Instant since = play.clock.instant().minus(Duration.ofHours(72));
            List<PaymentId> met = new ArrayList<>();
            String cursor = null;
            do {
                var slice = play.gateway.changedSince(since, cursor, 50);
                slice.items().forEach(it -> met.add(it.payment()));
                cursor = slice.next();
            } while (cursor != null);
            assertEquals(List.of(paid.payment()), met);
        }
    }
}
