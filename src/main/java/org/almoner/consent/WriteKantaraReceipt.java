package org.almoner.consent;

import static org.almoner.consent.DpvTerms.object;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.almoner.office.Office;
import org.almoner.office.PostalLines;

/**
 * Writes the receipt of a given consent after Kantara's Consent Receipt Specification, version
 * 1.1.0 (20 February 2018). The person is named by the record's id, never by a mailbox; categories
 * are those of the specification's own lists.
 */
final class WriteKantaraReceipt {

    private static final String VERSION = "KI-CR-v1.1.0";

    /** Version and variant of a UUID that is taken for random (RFC 9562, 5.4). */
    private static final long NO_VERSION = 0xFFFFFFFFFFFF0FFFL;

    private static final long VERSION_4 = 0x4000L;
    private static final long NO_VARIANT = 0x3FFFFFFFFFFFFFFFL;
    private static final long VARIANT = 0x8000000000000000L;

    private WriteKantaraReceipt() {}

    /** The receipt of a consent that holds; whether it does, {@link ConsentStory} says. */
    static Map<String, Object> of(ConsentRecord given, ReceiptParties parties) {
        return object(
                "version",
                VERSION,
                "jurisdiction",
                given.frame().country(),
                "consentTimestamp",
                given.frame().at().getEpochSecond(),
                "collectionMethod",
                way(given.method())
                        + ", text "
                        + given.said().textId()
                        + " version "
                        + given.said().textVersion(),
                "consentReceiptID",
                id(given.id()).toString(),
                "language",
                given.said().locale(),
                "piiPrincipalId",
                given.donor().toString(),
                "piiControllers",
                List.of(controller(parties.office(), parties.terms().contact())),
                "policyUrl",
                parties.terms().policy().get(given.said().locale()).toString(),
                "services",
                List.of(
                        object(
                                "service",
                                given.said().purpose() + " (" + given.said().channel() + ")",
                                "purposes",
                                List.of(purpose(given, parties)))),
                "sensitive",
                false,
                "spiCat",
                List.of());
    }

    private static Map<String, Object> controller(Office office, PrivacyFile.Contact contact) {
        return object(
                "piiController",
                office.legalName(),
                "onBehalf",
                false,
                "contact",
                contact.name(),
                "address",
                address(office.address()),
                "email",
                contact.email(),
                "phone",
                contact.phone(),
                "piiControllerUrl",
                office.website().toString());
    }

    /** A PostalAddress in the words of schema.org. */
    private static Map<String, Object> address(PostalLines address) {
        return object(
                "streetAddress",
                address.lines().get(0),
                "postalCode",
                address.postcode(),
                "addressLocality",
                address.town(),
                "addressRegion",
                address.region(),
                "addressCountry",
                address.country());
    }

    private static Map<String, Object> purpose(ConsentRecord given, ReceiptParties parties) {
        return object(
                "purpose",
                DpvTerms.description(given.said().purpose()),
                "consentType",
                "EXPLICIT",
                "purposeCategory",
                List.of(
                        given.said().purpose() == ConsentPurpose.NEWSLETTER
                                ? "6 - Marketing"
                                : "1 - Core Function"),
                "piiCategory",
                List.of("1 - Biographical", "2 - Contact"),
                "primaryPurpose",
                true,
                "termination",
                DpvTerms.UNTIL_NO + "; the proof: " + parties.proof(),
                "thirdPartyDisclosure",
                parties.discloses(),
                "thirdPartyName",
                parties.discloses() ? parties.recipient().legalName() : null);
    }

    private static String way(ConsentMethod method) {
        return switch (method) {
            case WIZARD -> "Web form with a gift";
            case PORTAL -> "Donor portal, signed in";
            case CONFIRMATION -> "Link of a mail that asked for the confirmation (double opt-in)";
            case STAFF_PAPER -> "Signed form on paper, written down by staff";
            case STAFF_PHONE -> "By telephone, written down by staff";
            case STAFF_IN_PERSON -> "Signed form in person, written down by staff";
        };
    }

    /** The same answer has the same receipt, however often it is asked for. */
    static UUID id(UUID answer) {
        ByteBuffer bytes =
                ByteBuffer.wrap(HexFormat.of().parseHex(Digest.of(List.of(VERSION, answer))));
        long high = bytes.getLong();
        long low = bytes.getLong();
        return new UUID(high & NO_VERSION | VERSION_4, low & NO_VARIANT | VARIANT);
    }
}
