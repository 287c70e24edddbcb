package org.almoner.payment.stripe;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.almoner.payment.GatewayUnavailable;

/** The accounts that offices have at Stripe, and what is wrong with the way they are configured. */
final class StripeAccounts {

    private static final Duration SHORTEST = Duration.ofMinutes(30);
    private static final Duration LONGEST = Duration.ofDays(7);

    private static final Pattern SECRET =
            Pattern.compile("(?:sk|rk)_(?:test|live)_[A-Za-z0-9_]{8,250}");
    private static final Pattern PUBLISHABLE =
            Pattern.compile("pk_(?:test|live)_[A-Za-z0-9_]{8,250}");
    private static final Pattern SIGNING = Pattern.compile("whsec_[!-+\\--~]{8,250}");

    private final Map<String, StripeAccount> byOffice = new TreeMap<>();
    private final List<String> refusals = new ArrayList<>();

    StripeAccounts(StripeSettings settings, boolean isSandbox, InstantSource clock) {
        if (!isUsable(settings.baseUrl(), isSandbox)) {
            refusals.add(
                    "almoner.stripe.base-url must be an https address; in sandbox mode it may be"
                            + " http on the loopback");
        }
        if (settings.giveUpAfter().compareTo(SHORTEST) < 0
                || settings.giveUpAfter().compareTo(LONGEST) > 0) {
            refusals.add("almoner.stripe.give-up-after must be half an hour to seven days");
        }
        settings.accounts()
                .forEach(
                        (name, account) -> {
                            String office = name.toUpperCase(Locale.ROOT);
                            if (isComplete(office, account, isSandbox) && refusals.isEmpty()) {
                                byOffice.put(
                                        office,
                                        new StripeAccount(
                                                office, account, settings.baseUrl(), clock));
                            }
                        });
    }

    private static boolean isUsable(URI base, boolean isSandbox) {
        boolean isLoopback =
                List.of("127.0.0.1", "localhost", "[::1]").contains(String.valueOf(base.getHost()));
        return "https".equals(base.getScheme()) && base.getHost() != null
                || isSandbox && "http".equals(base.getScheme()) && isLoopback;
    }

    /** Whether there is an account at all; what is wrong with it is added to the refusals. */
    private boolean isComplete(String office, StripeSettings.Account account, boolean isSandbox) {
        String name = "almoner.stripe.accounts." + office;
        List<String> secrets = account.webhookSecrets().orElse(List.of());
        if (account.secretKey().isEmpty()
                && account.publishableKey().isEmpty()
                && secrets.isEmpty()) {
            return false;
        }
        List<String> wrong = new ArrayList<>();
        if (!account.secretKey().filter(key -> SECRET.matcher(key).matches()).isPresent()) {
            wrong.add(name + ".secret-key must be a secret or restricted key (sk_… or rk_…)");
        }
        if (!account.publishableKey().filter(it -> PUBLISHABLE.matcher(it).matches()).isPresent()) {
            wrong.add(name + ".publishable-key must be the account's publishable key (pk_…)");
        }
        if (secrets.isEmpty() || !secrets.stream().allMatch(it -> SIGNING.matcher(it).matches())) {
            wrong.add(
                    name
                            + ".webhook-secrets must be the signing secrets of the account's webhook"
                            + " endpoint (whsec_…)");
        }
        if (wrong.isEmpty()) {
            refuseTheOtherWorld(name, account, isSandbox, wrong);
        }
        refusals.addAll(wrong);
        return true;
    }

    /** Play money is for the sandbox, real money for production, and never both. */
    private static void refuseTheOtherWorld(
            String name, StripeSettings.Account account, boolean isSandbox, List<String> wrong) {
        boolean isLive = StripeAccount.isLive(account.secretKey().orElseThrow());
        if (isLive != StripeAccount.isLive(account.publishableKey().orElseThrow())) {
            wrong.add(name + " mixes a live key and a test key");
        } else if (isLive && isSandbox) {
            wrong.add(
                    name
                            + " has live keys, which move real money; sandbox mode takes test keys"
                            + " only");
        } else if (!isLive && !isSandbox) {
            wrong.add(name + " has test keys, which are not for production");
        }
    }

    /**
     * What is wrong, each with the setting that mends it; empty when all is well.
     *
     * @param isOffice whether there is an office of that code
     */
    List<String> refusals(Predicate<String> isOffice) {
        List<String> all = new ArrayList<>(refusals);
        byOffice.keySet().stream()
                .filter(isOffice.negate())
                .forEach(
                        office ->
                                all.add("almoner.stripe.accounts." + office + " names no office"));
        return all;
    }

    /** All of them, in the order of the offices' codes. */
    List<StripeAccount> all() {
        return List.copyOf(byOffice.values());
    }

    Optional<StripeAccount> of(String office) {
        return Optional.ofNullable(office).map(byOffice::get);
    }

    /** The account of an office, without which nobody can be asked. */
    StripeAccount required(String office) throws GatewayUnavailable {
        return of(office)
                .orElseThrow(
                        () ->
                                GatewayUnavailable.notReached(
                                        "The office has no account at Stripe any more"));
    }

    /**
     * Where something of an office can be; everywhere when the office is not known.
     *
     * @throws GatewayUnavailable when it is known and has no account: that is no proof of anything
     */
    List<StripeAccount> candidates(String office) throws GatewayUnavailable {
        return office == null ? all() : List.of(required(office));
    }
}
