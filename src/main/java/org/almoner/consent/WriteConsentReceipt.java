package org.almoner.consent;

import static org.almoner.consent.DpvTerms.object;

import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.almoner.office.Office;

/**
 * Writes consent receipts as ISO/IEC TS 27560:2023 asks for, in JSON-LD with the terms of the Data
 * Privacy Vocabulary, after the W3C community group's guide. Every field that the standard or the
 * GDPR makes mandatory is there; a test lists them.
 */
final class WriteConsentReceipt {

    private static final String SCHEMA = "https://w3id.org/dpv/schema/dpv-27560#";

    private final ConsentStory story;
    private final ConsentRecord asked;
    private final ReceiptParties parties;
    private final String controls;

    private WriteConsentReceipt(ConsentStory story, ReceiptParties parties, String controls) {
        this.story = story;
        this.asked = story.asked();
        this.parties = parties;
        this.controls = controls;
    }

    /**
     * The receipt.
     *
     * @param controls the page where the answer can be changed
     */
    static Map<String, Object> of(ConsentStory story, ReceiptParties parties, String controls) {
        WriteConsentReceipt receipt = new WriteConsentReceipt(story, parties, controls);
        ConsentRecord last = story.answers().get(story.answers().size() - 1);
        return object(
                "@context",
                DpvTerms.CONTEXT,
                "@type",
                "dpv:ConsentReceipt",
                "dct:conformsTo",
                SCHEMA + receipt.schema("receipt"),
                "dct:identifier",
                UUID.nameUUIDFromBytes(
                                (story.asked().id() + "|" + last.id())
                                        .getBytes(StandardCharsets.UTF_8))
                        .toString(),
                "dct:created",
                time(last),
                "dct:publisher",
                id(parties.office()),
                "dpv:hasRecordOfActivity",
                List.of(receipt.record()));
    }

    private String schema(String of) {
        return parties.terms().isEuropean() ? of + "-eu-gdpr" : of;
    }

    private Map<String, Object> record() {
        return object(
                "@id",
                "urn:uuid:" + asked.id(),
                "@type",
                "dpv:ConsentRecord",
                "dct:conformsTo",
                SCHEMA + schema("record"),
                "dct:identifier",
                asked.id().toString(),
                "dpv:hasIdentifier",
                asked.id().toString(),
                "dct:language",
                asked.said().locale(),
                "dpv:hasDataSubject",
                "urn:uuid:" + asked.donor(),
                "dpv:hasDataController",
                party("dpv:DataController", parties.office(), parties.terms()),
                "dpv:hasAuthority",
                authority(),
                "dpv:hasJurisdiction",
                DpvTerms.place(asked.frame().country()),
                "dpv:hasNotice",
                notice(),
                "dpv:hasProcess",
                List.of(process()),
                "dpv:hasConsentStatus",
                statuses());
    }

    private static String id(Office office) {
        return office.website().toString();
    }

    private Map<String, Object> party(String role, Office office, PrivacyFile.Entry terms) {
        List<String> types = new ArrayList<>(List.of(role, "dpv:NonProfitOrganisation"));
        if (parties.discloses()) {
            types.add(office == parties.office() ? "dpv:DataExporter" : "dpv:DataImporter");
        }
        return object(
                "@id",
                id(office),
                "@type",
                types,
                "dpv:hasName",
                office.legalName(),
                "dpv:hasIdentifier",
                office.registrations().isEmpty()
                        ? office.code().value()
                        : office.registrations().get(0).printed(),
                "dpv:hasAddress",
                office.address().oneLine() + ", " + office.address().country(),
                "dpv:hasContact",
                List.of(terms.contact().email(), terms.contact().phone(), id(office)),
                "schema:email",
                terms.contact().email(),
                "schema:telephone",
                terms.contact().phone(),
                "schema:url",
                id(office));
    }

    private Map<String, Object> authority() {
        PrivacyFile.Authority authority = parties.terms().authority();
        return authority == null
                ? null
                : object(
                        "@id",
                        authority.website().toString(),
                        "@type",
                        "dpv:DataProtectionAuthority",
                        "dpv:hasName",
                        authority.name(),
                        "dpv:hasContact",
                        authority.website().toString());
    }

    private Map<String, Object> notice() {
        ConsentEvent.Said said = asked.said();
        return object(
                "@id",
                "urn:almoner:consent-text:" + said.textId() + ":" + said.textVersion(),
                "@type",
                "dpv:ConsentNotice",
                "dct:language",
                said.locale(),
                "dct:date",
                asked.textSince().toString().substring(0, 10),
                "dct:coverage",
                DpvTerms.place(asked.frame().country()),
                "dct:identifier",
                "sha256:" + said.textHash(),
                "dct:description",
                asked.words(),
                "dct:isPartOf",
                parties.terms().policy().get(said.locale()).toString());
    }

    private Map<String, Object> process() {
        ConsentEvent.Said said = asked.said();
        boolean european = parties.terms().isEuropean();
        return object(
                "@type",
                "dpv:Process",
                "dpv:hasService",
                said.purpose() + " (" + said.channel() + ")",
                "dpv:hasPurpose",
                DpvTerms.purpose(said.purpose()),
                "dpv:hasLegalBasis",
                DpvTerms.legalBasis(asked, european),
                "dpv:hasPersonalData",
                DpvTerms.personalData(said.channel()),
                "dpv:hasProcessing",
                parties.discloses()
                        ? List.of("dpv:Collect", "dpv:Store", "dpv:Use", "dpv:Transfer")
                        : List.of("dpv:Collect", "dpv:Store", "dpv:Use"),
                "dpv:hasDataSource",
                "dpv:DataSubjectDataSource",
                "dpv:hasRecipient",
                recipients(),
                "dpv:hasStorageCondition",
                storage(),
                "dpv:hasProcessingCondition",
                object(
                        "@type",
                        "dpv:ProcessingLocation",
                        "dpv:hasLocation",
                        DpvTerms.places(parties.terms().processedIn())),
                "dpv:hasRule",
                object("@type", "dpv:Rule", "dct:description", parties.terms().restriction()),
                "dpv:hasConsentControl",
                object("@type", "dpv:WithdrawConsent", "dpv:isExercisedAt", controls),
                "dpv:hasRight",
                DpvTerms.rights(european, controls));
    }

    /** The office that may use the data, and whoever handles them for the controller. */
    private List<Map<String, Object>> recipients() {
        List<Map<String, Object>> recipients = new ArrayList<>();
        recipients.add(party("dpv:Recipient", parties.recipient(), parties.recipientTerms()));
        for (PrivacyFile.Processor processor : parties.terms().processors()) {
            recipients.add(
                    object(
                            "@type",
                            List.of("dpv:Recipient", "dpv:DataProcessor"),
                            "dpv:hasName",
                            processor.name(),
                            "dpv:hasAddress",
                            processor.address(),
                            "dpv:hasContact",
                            processor.contact(),
                            "dpv:hasLocation",
                            DpvTerms.place(processor.country())));
        }
        return recipients;
    }

    private List<Map<String, Object>> storage() {
        return List.of(
                object(
                        "@type",
                        "dpv:StorageLocation",
                        "dpv:hasLocation",
                        DpvTerms.places(parties.terms().storedIn())),
                object(
                        "@type",
                        "dpv:StorageDuration",
                        "dpv:hasDuration",
                        DpvTerms.untilEvent(DpvTerms.UNTIL_NO)),
                object(
                        "@type",
                        "dpv:StorageDeletion",
                        "dpv:hasDuration",
                        DpvTerms.untilEvent("the proof: " + parties.proof())));
    }

    private List<Map<String, Object>> statuses() {
        List<Map<String, Object>> statuses = new ArrayList<>();
        for (int i = 0; i < story.answers().size(); i++) {
            statuses.add(status(story.answers().get(i), story.statuses().get(i)));
        }
        return statuses;
    }

    private static Map<String, Object> status(ConsentRecord answer, ConsentStory.Status status) {
        List<String> types = new ArrayList<>(List.of(state(status)));
        if (answer.meaning() == ConsentMeaning.CONSENT) {
            types.add(
                    answer.said().purpose() == ConsentPurpose.TRANSFER_49_1_A
                            ? "dpv:ExplicitlyExpressedConsent"
                            : "dpv:ExpressedConsent");
        }
        return object(
                "@type",
                types,
                "dct:identifier",
                answer.id().toString(),
                "dct:description",
                answer.said().decision().name(),
                "dpv:isIndicatedBy",
                object("@id", "urn:uuid:" + answer.donor(), "@type", "dpv:DataSubject"),
                "dpv:isIndicatedAtTime",
                time(answer),
                "dct:dateSubmitted",
                answer.frame().recorded() == null
                        ? null
                        : answer.frame().recorded().at().truncatedTo(ChronoUnit.MILLIS).toString(),
                "dpv:hasIndicationMethod",
                answer.frame().method()
                        + " "
                        + answer.said().textId()
                        + "/"
                        + answer.said().textVersion(),
                "dpv:hasDuration",
                DpvTerms.untilEvent(
                        status == ConsentStory.Status.REQUESTED
                                ? "until confirmed"
                                : DpvTerms.UNTIL_NO));
    }

    private static String state(ConsentStory.Status status) {
        return switch (status) {
            case NOTED -> "dpv:ConsentUnknown";
            case REQUESTED -> "dpv:ConsentRequested";
            case GIVEN -> "dpv:ConsentGiven";
            case RENEWED -> "dpv:RenewedConsentGiven";
            case REFUSED -> "dpv:ConsentRefused";
            case WITHDRAWN -> "dpv:ConsentWithdrawn";
        };
    }

    private static String time(ConsentRecord answer) {
        return answer.frame().at().truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
