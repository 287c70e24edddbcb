package org.almoner.signature;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.almoner.mode.RunMode;
import org.almoner.office.Office;
import org.almoner.office.OfficeCode;
import org.almoner.office.Offices;

/**
 * Reads the keys of offices at start-up. One that is configured and cannot be used ends the start:
 * documents without the signature that somebody wanted would only be noticed by their readers.
 */
@Singleton
class LoadSigners {

    private static final int AFTER_OFFICES = 115;

    private final SignatureConfig config;
    private final RunMode mode;
    private final PlayKeys play;
    private final Offices offices;
    private final DocumentSigners known;
    private final SignerCertificates certificates;
    private final InstantSource clock;

    LoadSigners(
            SignatureConfig config,
            RunMode mode,
            PlayKeys play,
            Offices offices,
            DocumentSigners known,
            SignerCertificates certificates,
            InstantSource clock) {
        this.config = config;
        this.mode = mode;
        this.play = play;
        this.offices = offices;
        this.known = known;
        this.certificates = certificates;
        this.clock = clock;
    }

    void atStart(@Observes @Priority(AFTER_OFFICES) StartupEvent start) {
        Instant now = clock.instant();
        Map<OfficeCode, DocumentSigner> found = configured(config.offices(), now);
        if (mode.isSandbox()) {
            for (Office office : offices.all()) {
                found.computeIfAbsent(office.code(), it -> play.of(office));
            }
        }
        found.forEach((office, it) -> certificates.remember(office, it.certificate(), now));
        known.publish(found);
    }

    /**
     * The keys of files.
     *
     * @throws IllegalStateException naming each file that cannot be used, its office and the rule
     */
    Map<OfficeCode, DocumentSigner> configured(
            Map<String, SignatureConfig.KeyStoreFile> files, Instant now) {
        List<String> faults = new ArrayList<>();
        Map<OfficeCode, DocumentSigner> found = new HashMap<>();
        Map<String, String> users = new HashMap<>();
        for (var entry : new TreeMap<>(files).entrySet()) {
            String code = entry.getKey().toUpperCase(Locale.ROOT);
            SignatureConfig.KeyStoreFile file = entry.getValue();
            try {
                OfficeCode office = office(code);
                DocumentSigner signer = read(file, now);
                refuseShared(users.putIfAbsent(signer.certificate().sha256(), code));
                found.put(office, signer);
            } catch (IllegalArgumentException wrong) {
                faults.add(
                        "office %s, %s: %s".formatted(code, file.keystore(), wrong.getMessage()));
            }
        }
        if (!faults.isEmpty()) {
            throw new IllegalStateException(
                    "Tax documents cannot be signed (almoner.tax.signing):\n  "
                            + String.join("\n  ", faults));
        }
        return found;
    }

    private OfficeCode office(String code) {
        return offices.all().stream()
                .map(Office::code)
                .filter(it -> it.value().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no such office"));
    }

    /** A certificate names one legal entity, and each office is one. */
    private static void refuseShared(String other) {
        if (other != null) {
            throw new IllegalArgumentException(
                    "it is the certificate of office "
                            + other
                            + "; each office signs with its own");
        }
    }

    /**
     * The signer of a file.
     *
     * @throws IllegalArgumentException with what is wrong
     */
    static DocumentSigner read(SignatureConfig.KeyStoreFile file, Instant now) {
        DocumentSigner signer = KeyStores.read(Path.of(file.keystore()), password(file));
        SignerCertificate certificate = signer.certificate();
        if (now.isAfter(certificate.validUntil())) {
            throw new IllegalArgumentException(
                    "the certificate ended at " + certificate.validUntil());
        }
        if (now.isBefore(certificate.validFrom())) {
            throw new IllegalArgumentException(
                    "the certificate is not valid before " + certificate.validFrom());
        }
        return signer;
    }

    private static String password(SignatureConfig.KeyStoreFile file) {
        if (file.password().isPresent()) {
            return file.password().get();
        }
        Optional<String> named = file.passwordFile();
        if (named.isEmpty()) {
            throw new IllegalArgumentException("there is neither password nor password-file");
        }
        try {
            return Files.readString(Path.of(named.get())).lines().findFirst().orElse("");
        } catch (IOException failure) {
            throw new IllegalArgumentException("its password-file cannot be read", failure);
        }
    }
}
