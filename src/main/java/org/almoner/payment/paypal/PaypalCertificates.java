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
import java.util.regex.Pattern;
import org.almoner.payment.GatewayUnavailable;
import org.jboss.logging.Logger;

/**
 * Certificates that notifications are signed with, fetched from PayPal's own hosts only and kept,
 * so that a notification costs no call. Nobody else's address is ever called, and strangers who
 * name certificates that do not exist cannot make us call much.
 */
final class PaypalCertificates {

    private static final Logger LOG = Logger.getLogger(PaypalCertificates.class);
    private static final Pattern PATH =
            Pattern.compile("/v1/notifications/certs/[A-Za-z0-9_-]{1,100}");
    private static final Duration TOTAL = Duration.ofSeconds(3);
    private static final Duration KEPT = Duration.ofDays(1);
    private static final Duration NOT_TRIED_AGAIN = Duration.ofMinutes(1);
    private static final int MOST = 16;
    private static final int FETCHES_A_MINUTE = 10;

    private final PaypalAccounts accounts;
    private final PaypalHttp http;
    private final Map<String, Fetched> fetched =
            new LinkedHashMap<>(MOST, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Fetched> eldest) {
                    return size() > MOST;
                }
            };
    private Instant minute = Instant.MIN;
    private int fetches;

    PaypalCertificates(PaypalAccounts accounts, PaypalHttp http) {
        this.accounts = accounts;
        this.http = http;
    }

    /** What came of a fetch; no certificate when it failed. */
    private record Fetched(X509Certificate certificate, Instant until) {}

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

    /** One fetch at a time: many notifications at once need the same certificate. */
    private synchronized Optional<X509Certificate> certificate(URI uri, Instant now) {
        Fetched known = fetched.get(uri.toString());
        if (known == null || !now.isBefore(known.until())) {
            if (!mayFetch(now)) {
                return Optional.empty();
            }
            known = fetch(uri, now);
            fetched.put(uri.toString(), known);
        }
        return Optional.ofNullable(known.certificate());
    }

    private boolean mayFetch(Instant now) {
        if (!now.isBefore(minute.plusSeconds(60)) || now.isBefore(minute)) {
            minute = now;
            fetches = 0;
        }
        fetches++;
        return fetches <= FETCHES_A_MINUTE;
    }

    private Fetched fetch(URI uri, Instant now) {
        try {
            PaypalHttp.Answer answer = http.send(HttpRequest.newBuilder(uri).GET(), TOTAL);
            if (answer.status() == 200) {
                X509Certificate first =
                        (X509Certificate)
                                CertificateFactory.getInstance("X.509")
                                        .generateCertificate(
                                                new ByteArrayInputStream(answer.body()));
                if (first != null) {
                    return new Fetched(first, now.plus(KEPT));
                }
            }
            LOG.warnf("PayPal's certificate could not be had: status %d", answer.status());
        } catch (GatewayUnavailable | GeneralSecurityException failure) {
            LOG.warnf(
                    "PayPal's certificate could not be had: %s",
                    failure.getClass().getSimpleName());
        }
        return new Fetched(null, now.plus(NOT_TRIED_AGAIN));
    }
}
