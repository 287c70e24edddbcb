package org.almoner.payment.paypal;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;
import org.almoner.payment.GatewayUnavailable;
import org.jboss.logging.Logger;

/**
 * Certificates that notifications are signed with, fetched from PayPal's own hosts only and kept,
 * so that a notification costs no call and waits for nobody. Nobody else's address is ever called.
 * Strangers who name certificates that do not exist cannot make us call much, keep many of us
 * waiting or push out what is known.
 */
final class PaypalCertificates {

    private static final Logger LOG = Logger.getLogger(PaypalCertificates.class);
    private static final Pattern PATH =
            Pattern.compile("/v1/notifications/certs/[A-Za-z0-9_-]{1,100}");
    private static final Duration TOTAL = Duration.ofSeconds(3);
    private static final Duration KEPT = Duration.ofDays(1);
    private static final Duration NOT_TRIED_AGAIN = Duration.ofMinutes(1);
    private static final int FETCHES_A_MINUTE = 10;

    /** PayPal changes its certificate once in a while and serves two meanwhile. */
    private static final int MOST_KNOWN = 16;

    private static final int MOST_FAILURES = 100;

    private final PaypalAccounts accounts;
    private final PaypalHttp http;
    private final Map<String, Known> known = new ConcurrentHashMap<>();
    private final Semaphore waiting = new Semaphore(20);
    private final Object fetching = new Object();
    private final Map<String, Instant> failed =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
                    return size() > MOST_FAILURES;
                }
            };
    private Instant minute = Instant.MIN;
    private int fetches;

    PaypalCertificates(PaypalAccounts accounts, PaypalHttp http) {
        this.accounts = accounts;
        this.http = http;
    }

    private record Known(X509Certificate certificate, Instant until) {}

    /**
     * The key that the certificate at an address speaks for.
     *
     * @param now moment at which the certificate must be valid
     * @return empty when the address is not PayPal's, or there is no valid certificate
     */
    Optional<PublicKey> key(String address, Instant now) {
        return trusted(address)
                .flatMap(uri -> certificate(uri, now))
                .filter(found -> isValid(found, now))
                .map(X509Certificate::getPublicKey)
                .filter(key -> key.getAlgorithm().equals("RSA"));
    }

    private Optional<URI> trusted(String address) {
        try {
            URI uri = URI.create(address);
            return uri.getScheme() != null
                            && accounts.keepsCertificatesAt(uri)
                            && uri.getRawPath() != null
                            && PATH.matcher(uri.getRawPath()).matches()
                            && uri.getRawQuery() == null
                            && uri.getRawFragment() == null
                    ? Optional.of(uri)
                    : Optional.empty();
        } catch (IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }

    private static boolean isValid(X509Certificate certificate, Instant now) {
        try {
            certificate.checkValidity(Date.from(now));
            return true;
        } catch (GeneralSecurityException expired) {
            return false;
        }
    }

    private Optional<X509Certificate> certificate(URI uri, Instant now) {
        Known one = known.get(uri.toString());
        if (one != null && now.isBefore(one.until())) {
            return Optional.of(one.certificate());
        }
        if (!waiting.tryAcquire()) {
            return Optional.ofNullable(one).map(Known::certificate);
        }
        try {
            synchronized (fetching) {
                return renewed(uri, now);
            }
        } finally {
            waiting.release();
        }
    }

    /** One that cannot be had anew goes on being used while it is valid. */
    private Optional<X509Certificate> renewed(URI uri, Instant now) {
        String address = uri.toString();
        Known one = known.get(address);
        boolean isFresh = one != null && now.isBefore(one.until());
        Instant again = failed.get(address);
        boolean hasJustFailed = again != null && now.isBefore(again);
        if (!isFresh && !hasJustFailed && mayFetch(now)) {
            Optional<X509Certificate> fetched = fetch(uri);
            if (fetched.isPresent()) {
                keep(address, new Known(fetched.get(), now.plus(KEPT)));
            } else {
                failed.put(address, now.plus(NOT_TRIED_AGAIN));
            }
        }
        return Optional.ofNullable(known.get(address)).map(Known::certificate);
    }

    private void keep(String address, Known one) {
        if (known.size() >= MOST_KNOWN) {
            known.clear(); // they are PayPal's own and will be had again
        }
        known.put(address, one);
    }

    private boolean mayFetch(Instant now) {
        if (!now.isBefore(minute.plusSeconds(60)) || now.isBefore(minute)) {
            minute = now;
            fetches = 0;
        }
        fetches++;
        return fetches <= FETCHES_A_MINUTE;
    }

    private Optional<X509Certificate> fetch(URI uri) {
        try {
            PaypalHttp.Answer answer = http.send(HttpRequest.newBuilder(uri).GET(), TOTAL);
            if (answer.status() == 200) {
                return Optional.ofNullable(
                        (X509Certificate)
                                CertificateFactory.getInstance("X.509")
                                        .generateCertificate(
                                                new ByteArrayInputStream(answer.body())));
            }
            LOG.warnf("PayPal's certificate could not be had: status %d", answer.status());
        } catch (GatewayUnavailable | GeneralSecurityException failure) {
            LOG.warnf(
                    "PayPal's certificate could not be had: %s",
                    failure.getClass().getSimpleName());
        }
        return Optional.empty();
    }
}
