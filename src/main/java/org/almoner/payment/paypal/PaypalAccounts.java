package org.almoner.payment.paypal;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.almoner.mode.RunMode;
import org.almoner.office.Office;
import org.almoner.office.OfficeCode;
import org.almoner.office.Offices;

/** The offices' accounts, where PayPal is, and whose word counts as PayPal's. */
@Singleton
class PaypalAccounts {

    private static final URI LIVE = URI.create("https://api-m.paypal.com");
    private static final URI SANDBOX = URI.create("https://api-m.sandbox.paypal.com");
    private static final Set<String> LIVE_HOSTS = Set.of("api-m.paypal.com", "api.paypal.com");
    private static final Set<String> SANDBOX_HOSTS =
            Set.of("api-m.sandbox.paypal.com", "api.sandbox.paypal.com");
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    private final List<PaypalAccount> accounts;
    private final URI base;
    private final boolean isSandbox;

    PaypalAccounts(PaypalSettings settings, RunMode mode) {
        this.isSandbox = mode.isSandbox();
        this.base = settings.baseUrl().orElse(isSandbox ? SANDBOX : LIVE);
        this.accounts = new ArrayList<>();
        settings.accounts()
                .forEach((office, account) -> read(office, account).ifPresent(accounts::add));
        if (!accounts.isEmpty()) {
            refuseAnotherWorld();
        }
    }

    /** All four settings or none of them: half an account would take no money, and silently. */
    private static Optional<PaypalAccount> read(String key, PaypalSettings.Account account) {
        String prefix = "almoner.paypal.accounts." + key + ".";
        List<String> missing = new ArrayList<>();
        String id = valueOf(account.clientId(), "client-id", missing);
        String secret = valueOf(account.clientSecret(), "client-secret", missing);
        String webhook = valueOf(account.webhookId(), "webhook-id", missing);
        String merchant = valueOf(account.merchantId(), "merchant-id", missing);
        if (missing.size() == 4) {
            return Optional.empty();
        }
        if (!missing.isEmpty()) {
            throw new IllegalStateException(
                    "PayPal is half configured: set "
                            + prefix
                            + String.join(" and " + prefix, missing)
                            + ", or none of the account's settings");
        }
        return Optional.of(
                new PaypalAccount(key.toUpperCase(Locale.ROOT), id, secret, webhook, merchant));
    }

    private static String valueOf(Optional<String> setting, String name, List<String> missing) {
        Optional<String> value = setting.map(String::strip).filter(text -> !text.isEmpty());
        if (value.isEmpty()) {
            missing.add(name);
        }
        return value.orElse(null);
    }

    /** Play money must never meet donors, nor a trial real money. */
    private void refuseAnotherWorld() {
        String host = base.getHost();
        boolean isLoopback = host != null && LOOPBACK.contains(host);
        boolean isSafe = "https".equals(base.getScheme()) || (isSandbox && isLoopback);
        if (host == null || !isSafe) {
            throw new IllegalStateException(
                    "almoner.paypal.base-url must be an https address (loopback may be http in"
                            + " sandbox mode)");
        }
        if ((isSandbox ? LIVE_HOSTS : SANDBOX_HOSTS).contains(host)) {
            throw new IllegalStateException(
                    "almoner.paypal.base-url names PayPal's "
                            + (isSandbox ? "live" : "sandbox")
                            + " system, and almoner.mode is "
                            + (isSandbox ? "sandbox" : "production"));
        }
    }

    /** An account must belong to an office that exists and receives a currency PayPal knows. */
    void check(@Observes StartupEvent start, Offices offices) {
        for (PaypalAccount account : accounts) {
            Office office =
                    code(account.office())
                            .flatMap(offices::find)
                            .orElseThrow(
                                    () ->
                                            new IllegalStateException(
                                                    "almoner.paypal.accounts."
                                                            + account.office()
                                                                    .toLowerCase(Locale.ROOT)
                                                            + " is an account of no office"));
            if (!PaypalAmounts.takes(office.currency())) {
                throw new IllegalStateException(
                        "PayPal does not take "
                                + office.currency()
                                + ", the currency of office "
                                + office.code());
            }
        }
    }

    private static Optional<OfficeCode> code(String office) {
        try {
            return Optional.of(new OfficeCode(office));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    List<PaypalAccount> all() {
        return accounts;
    }

    Optional<PaypalAccount> of(String office) {
        return accounts.stream().filter(account -> account.office().equals(office)).findFirst();
    }

    /** PayPal's address followed by the path. */
    URI at(String path) {
        String address = base.toString();
        return URI.create(
                (address.endsWith("/") ? address.substring(0, address.length() - 1) : address)
                        + path);
    }

    /** Whether certificates for notifications may be fetched from there. */
    boolean keepsCertificatesAt(URI address) {
        if (address.getRawUserInfo() != null || address.getHost() == null) {
            return false;
        }
        boolean isBase =
                address.getScheme().equals(base.getScheme())
                        && address.getHost().equals(base.getHost())
                        && address.getPort() == base.getPort();
        Set<String> hosts = new LinkedHashSet<>(isSandbox ? SANDBOX_HOSTS : LIVE_HOSTS);
        boolean isPaypals =
                address.getScheme().equals("https")
                        && address.getPort() == -1
                        && hosts.contains(address.getHost());
        return isBase || isPaypals;
    }

    /** Whether a donor may be sent there: PayPal's website, or where the tests' PayPal is. */
    boolean isPaypalsPage(URI page) {
        if (page.getHost() == null || page.getRawUserInfo() != null) {
            return false;
        }
        return page.getHost().equals(base.getHost()) && LOOPBACK.contains(page.getHost())
                || page.getScheme().equals("https")
                        && (page.getHost().equals("paypal.com")
                                || page.getHost().endsWith(".paypal.com"));
    }
}
