package org.almoner.tax;

import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.almoner.office.OfficeCode;

/** The terms of all offices and the pictures of signatures, kept in memory. */
@Singleton
class TermsOfStatements {

    private final Map<String, byte[]> pictures = new ConcurrentHashMap<>();
    private volatile Map<OfficeCode, NavigableMap<LocalDate, StatementTerms>> terms = Map.of();
    private volatile Map<OfficeCode, BenefitRules> benefits = Map.of();

    /** The terms in force at an office on a day; empty when it confirms no gifts by then. */
    Optional<StatementTerms> on(OfficeCode office, LocalDate day) {
        return Optional.ofNullable(terms.get(office))
                .map(it -> it.floorEntry(day))
                .map(Map.Entry::getValue);
    }

    /** What benefits in return do to the gifts of an office. */
    BenefitRules benefits(OfficeCode office) {
        return benefits.getOrDefault(office, new BenefitRules(Map.of()));
    }

    /**
     * The picture of a signature.
     *
     * @param sha256 {@code null} when a document is signed by hand
     * @throws IllegalStateException when the catalogue has it no more
     */
    byte[] picture(String sha256) {
        if (sha256 == null) {
            return null;
        }
        byte[] found = pictures.get(sha256);
        if (found == null) {
            throw new IllegalStateException(
                    "The catalogue has no picture of a signature with the SHA-256 " + sha256);
        }
        return found.clone();
    }

    void publish(
            Map<OfficeCode, NavigableMap<LocalDate, StatementTerms>> found,
            Map<OfficeCode, BenefitRules> rules) {
        benefits = Map.copyOf(rules);
        terms = Map.copyOf(found);
    }

    /** Keeps a picture; its SHA-256, hexadecimal. */
    String keep(byte[] picture) {
        String name = sha256(picture);
        pictures.put(name, picture);
        return name;
    }

    /** SHA-256 in hexadecimal. */
    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
