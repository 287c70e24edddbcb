package org.almoner.consent;

import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.almoner.office.Office;

/**
 * Writes consent receipts as ISO/IEC TS 27560:2023 asks for, in JSON-LD with the terms of the Data
 * Privacy Vocabulary, after the W3C community group's guide.
 */
final class WriteConsentReceipt {

    private static final String SCHEMA = "https://w3id.org/dpv/schema/dpv-27560#";

    private static final Map<String, Object> CONTEXT =
            object(
                    "dct", "http://purl.org/dc/terms/",
                    "dpv", "https://w3id.org/dpv#",
                    "eu-gdpr", "https://w3id.org/dpv/legal/eu/gdpr#",
                    "loc", "https://w3id.org/dpv/loc#",
                    "pd", "https://w3id.org/dpv/pd#",
                    "rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
                    "skos", "http://www.w3.org/2004/02/skos/core#");

    private final ConsentRecord asked;
    private final Office office;
    private final String controls;

    private WriteConsentReceipt(ConsentRecord asked, Office office, String controls) {
        this.asked = asked;
        this.office = office;
        this.controls = controls;
    }

    /**
     * The receipt.
     *
     * @param asked the answer it is about
     * @param answers all to the same question, oldest first
     * @param controls the page where the answer can be changed
     */
    static Map<String, Object> of(
            ConsentRecord asked, List<ConsentRecord> answers, Office office, String controls) {
        WriteConsentReceipt receipt = new WriteConsentReceipt(asked, office, controls);
        ConsentRecord last = answers.get(answers.size() - 1);
        return object(
                "@context",
                CONTEXT,
                "@type",
                "dpv:ConsentReceipt",
                "dct:conformsTo",
                SCHEMA + "receipt-eu-gdpr",
                "dct:identifier",
                UUID.nameUUIDFromBytes(
                                (asked.id() + "|" + last.id()).getBytes(StandardCharsets.UTF_8))
                        .toString(),
                "dct:created",
                time(last),
                "dct:publisher",
                receipt.controllerId(),
                "dpv:hasRecordOfActivity",
                List.of(receipt.record(answers)));
    }

    private Map<String, Object> record(List<ConsentRecord> answers) {
        return object(
                "@id",
                "urn:uuid:" + asked.id(),
                "@type",
                "dpv:ConsentRecord",
                "dct:conformsTo",
                SCHEMA + "record-eu-gdpr",
                "dct:identifier",
                asked.id().toString(),
                "dpv:hasIdentifier",
                asked.id().toString(),
                "dpv:hasDataSubject",
                "urn:uuid:" + asked.donor(),
                "dpv:hasDataController",
                controller(),
                "dpv:hasJurisdiction",
                "loc:" + asked.frame().country(),
                "dpv:hasNotice",
                notice(),
                "dpv:hasProcess",
                List.of(process()),
                "dpv:hasConsentStatus",
                statuses(answers));
    }

    private String controllerId() {
        return office.website().toString();
    }

    private Map<String, Object> controller() {
        return object(
                "@id",
                controllerId(),
                "@type",
                List.of("dpv:DataController", "dpv:NonProfitOrganisation"),
                "dpv:hasName",
                office.legalName(),
                "dpv:hasIdentifier",
                office.registrations().isEmpty()
                        ? office.code().value()
                        : office.registrations().get(0).printed(),
                "dpv:hasAddress",
                String.join(", ", office.address().lines()),
                "dpv:hasContact",
                office.sender().replyTo());
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
                "loc:" + asked.frame().country(),
                "dct:identifier",
                "sha256:" + said.textHash());
    }

    private Map<String, Object> process() {
        ConsentEvent.Said said = asked.said();
        return object(
                "@type",
                "dpv:Process",
                "dpv:hasService",
                said.purpose() + " (" + said.channel() + ")",
                "dpv:hasPurpose",
                purpose(said.purpose()),
                "dpv:hasLegalBasis",
                legalBasis(said.legalBasis()),
                "dpv:hasPersonalData",
                personalData(said.channel()),
                "dpv:hasProcessing",
                List.of("dpv:Collect", "dpv:Store", "dpv:Use"),
                "dpv:hasDataSource",
                "dpv:DataSubjectDataSource",
                "dpv:hasRecipient",
                "urn:almoner:office:" + said.recipient(),
                "dpv:hasStorageCondition",
                storage(),
                "dpv:hasProcessingCondition",
                object(
                        "@type",
                        "dpv:ProcessingLocation",
                        "dpv:hasLocation",
                        List.of("loc:" + office.country())),
                "dpv:hasConsentControl",
                object("@type", "dpv:WithdrawConsent", "dpv:isExercisedAt", controls),
                "dpv:hasRight",
                List.of(right("eu-gdpr:A7-3"), right("eu-gdpr:A15"), right("eu-gdpr:A21")));
    }

    private static Map<String, Object> purpose(ConsentPurpose purpose) {
        return object(
                "@type",
                "dpv:Purpose",
                "skos:broader",
                broader(purpose),
                "dct:description",
                description(purpose));
    }

    private List<Map<String, Object>> storage() {
        return List.of(
                object(
                        "@type",
                        "dpv:StorageLocation",
                        "dpv:hasLocation",
                        List.of("loc:" + office.country())),
                object("@type", "dpv:StorageDuration", "dpv:hasDuration", untilWithdrawn()));
    }

    private static Map<String, Object> untilWithdrawn() {
        return object(
                "@type",
                "dpv:UntilEventDuration",
                "rdf:value",
                "until withdrawn or objected to; the proof as long as claims are possible");
    }

    private Map<String, Object> right(String article) {
        return object(
                "@type", List.of("dpv:DataSubjectRight", article), "dpv:isExercisedAt", controls);
    }

    private static String broader(ConsentPurpose purpose) {
        return switch (purpose) {
            case NEWSLETTER -> "dpv:DirectMarketing";
            case TRANSFER_TO_OFFICE, TRANSFER_49_1_A, PRIVACY -> "dpv:CommunicationManagement";
            case GIFT_AID -> "dpv:NonCommercialPurpose";
        };
    }

    private static String description(ConsentPurpose purpose) {
        return switch (purpose) {
            case NEWSLETTER -> "News about the work and appeals for gifts";
            case TRANSFER_TO_OFFICE -> "Contact by the office in the donor's country";
            case TRANSFER_49_1_A ->
                    "Handing data over to a country that does not protect them enough";
            case PRIVACY -> "Handling of gifts";
            case GIFT_AID -> "Claiming tax back on gifts from HMRC";
        };
    }

    /** The article, and the words of the text where the law is another. */
    private static Object legalBasis(String words) {
        Map<String, Object> own = object("@type", "dpv:LegalBasis", "dct:description", words);
        if (words.contains("GDPR Art. 6(1)(a)")) {
            return List.of("eu-gdpr:A6-1-a", own);
        }
        if (words.contains("GDPR Art. 49(1)(a)")) {
            return List.of("eu-gdpr:A49-1-a", own);
        }
        return words.contains("GDPR Art. 6(1)(f)") ? List.of("eu-gdpr:A6-1-f", own) : own;
    }

    private static List<Map<String, Object>> personalData(ConsentChannel channel) {
        String reached =
                switch (channel) {
                    case EMAIL -> "pd:EmailAddress";
                    case PHONE, SMS -> "pd:TelephoneNumber";
                    case POST -> "pd:PhysicalAddress";
                    case TRANSFER, NONE -> "pd:Contact";
                };
        return List.of(
                object("skos:broader", reached, "dpv:hasNecessity", "dpv:Required"),
                object("skos:broader", "pd:Name", "dpv:hasNecessity", "dpv:Optional"));
    }

    private static List<Map<String, Object>> statuses(List<ConsentRecord> answers) {
        List<Map<String, Object>> statuses = new ArrayList<>();
        boolean wasGiven = false;
        for (ConsentRecord answer : answers) {
            statuses.add(status(answer, wasGiven));
            wasGiven = wasGiven || answer.said().decision() == ConsentDecision.GIVEN;
        }
        return statuses;
    }

    private static Map<String, Object> status(ConsentRecord answer, boolean wasGiven) {
        String no = wasGiven ? "dpv:ConsentWithdrawn" : "dpv:ConsentRefused";
        Object type =
                switch (answer.said().decision()) {
                    case GIVEN -> List.of("dpv:ConsentGiven", "dpv:ExpressedConsent");
                    case REFUSED, OBJECTED -> List.of(no);
                    // Objection was offered and not used; the ground is no consent then.
                    case NOTED -> List.of("dpv:ConsentUnknown");
                };
        return object(
                "@type",
                type,
                "dct:identifier",
                answer.id().toString(),
                "dct:description",
                answer.said().decision().name(),
                "dpv:isIndicatedBy",
                "dpv:DataSubject",
                "dpv:isIndicatedAtTime",
                time(answer),
                "dpv:hasIndicationMethod",
                answer.frame().method()
                        + " "
                        + answer.said().textId()
                        + "/"
                        + answer.said().textVersion(),
                "dpv:hasDuration",
                untilWithdrawn());
    }

    private static String time(ConsentRecord answer) {
        return answer.frame().at().truncatedTo(ChronoUnit.MILLIS).toString();
    }

    private static Map<String, Object> object(Object... namesAndValues) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            object.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return object;
    }
}
