package org.almoner.consent;

import static org.almoner.consent.ConsentDecision.GIVEN;
import static org.almoner.consent.ConsentDecision.NOTED;
import static org.almoner.consent.ConsentDecision.OBJECTED;
import static org.almoner.consent.ConsentDecision.REFUSED;
import static org.almoner.consent.ConsentMethod.CONFIRMATION;
import static org.almoner.consent.ConsentMethod.PORTAL;
import static org.almoner.consent.ConsentMethod.WIZARD;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.almoner.office.BankAccount;
import org.almoner.office.CatalogueFiles;
import org.almoner.office.Office;
import org.almoner.office.OfficeCode;
import org.almoner.office.OfficesOnHand;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What receipts say, from answers on hand. */
class ReceiptsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant BEGIN = Instant.parse("2026-11-10T09:14:03.250Z");
    private static final UUID DONOR = UUID.fromString("019ab0c4-7a22-7000-8a00-0a1b2c3d4e5f");
    private static final PrivacyFile FILE =
            new CatalogueFiles(Optional.empty()).read(PrivacyFile.NAME, PrivacyFile.class);

    private static int counter;

    private static ConsentRecord answer(ConsentDecision decision, ConsentMethod method) {
        return answer(decision, method, ConsentMeaning.CONSENT, ConsentPurpose.NEWSLETTER);
    }

    private static ConsentRecord answer(
            ConsentDecision decision,
            ConsentMethod method,
            ConsentMeaning meaning,
            ConsentPurpose purpose) {
        counter++;
        return new ConsentRecord(
                UUID.randomUUID(),
                DONOR,
                new ConsentEvent.Said(
                        purpose,
                        ConsentChannel.EMAIL,
                        "de-newsletter-email",
                        1,
                        "de",
                        "a".repeat(64),
                        decision,
                        "DE",
                        "DE",
                        "UWG § 7(2) no. 2, GDPR Art. 6(1)(a)"),
                meaning,
                meaning == ConsentMeaning.CONSENT,
                Instant.parse("2026-01-01T00:00:00Z"),
                "Ja, Beispiel Hilfe e.V. darf mir schreiben.",
                new ConsentEvent.Frame(
                        "DE", BEGIN.plusSeconds(60L * counter), method.word(), "draft"));
    }

    private static ConsentStory story(int asked, ConsentRecord... answers) {
        return ConsentStory.of(answers[asked], List.of(answers));
    }

    private static PrivacyFile.Entry terms(String office) {
        return FILE.offices().stream()
                .filter(it -> it.office().equals(office))
                .findFirst()
                .orElseThrow();
    }

    private static Office office(String code) {
        OfficeCode office = new OfficeCode(code);
        return OfficesOnHand.with(
                        office,
                        "EUR",
                        new BankAccount(
                                "Beispiel Hilfe e.V.",
                                Optional.of("DE91100000000123456789"),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of("TESTDEFFXXX"),
                                Optional.empty()))
                .byCode(office);
    }

    private static ReceiptParties parties(String recipient) {
        Office controller = office("DE");
        return new ReceiptParties(
                controller,
                terms("DE"),
                recipient.equals("DE") ? controller : office(recipient),
                terms(recipient),
                "P3Y from the end of the calendar year (§§ 195, 199 BGB)");
    }

    private static JsonNode jsonLd(ConsentStory story, String recipient) {
        return JSON.valueToTree(
                WriteConsentReceipt.of(story, parties(recipient), "https://portal.example.org/de"));
    }

    private static ObjectNode kantara(ConsentRecord given, String recipient) {
        return JSON.valueToTree(WriteKantaraReceipt.of(given, parties(recipient)));
    }

    @Nested
    class AfterIso27560 {

        /** M and G fields of rules/consent, section 5, and where a receipt has them. */
        private static final Map<String, String> MANDATORY =
                Map.ofEntries(
                        Map.entry("schema_version", "/dct:conformsTo"),
                        Map.entry("receipt_id", "/dct:identifier"),
                        Map.entry("record_id", "R/dpv:hasIdentifier"),
                        Map.entry("schema_version of the record", "R/dct:conformsTo"),
                        Map.entry("pii_principal_id", "R/dpv:hasDataSubject"),
                        Map.entry("privacy_notice: hash", "R/dpv:hasNotice/dct:identifier"),
                        Map.entry("privacy_notice: date", "R/dpv:hasNotice/dct:date"),
                        Map.entry("privacy_notice: coverage", "R/dpv:hasNotice/dct:coverage"),
                        Map.entry("privacy_notice: words", "R/dpv:hasNotice/dct:description"),
                        Map.entry("language", "R/dpv:hasNotice/dct:language"),
                        Map.entry("purpose", "P/dpv:hasPurpose/dct:description"),
                        Map.entry("purpose_type", "P/dpv:hasPurpose/skos:broader"),
                        Map.entry("lawful_basis", "P/dpv:hasLegalBasis/0"),
                        Map.entry("pii_information", "P/dpv:hasPersonalData/0"),
                        Map.entry("pii_controllers", "R/dpv:hasDataController"),
                        Map.entry("collection_method", "P/dpv:hasDataSource"),
                        Map.entry("processing_method", "P/dpv:hasProcessing/0"),
                        Map.entry(
                                "storage_locations",
                                "P/dpv:hasStorageCondition/0/dpv:hasLocation/0"),
                        Map.entry(
                                "retention_period",
                                "P/dpv:hasStorageCondition/1/dpv:hasDuration/rdf:value"),
                        Map.entry(
                                "retention of the proof",
                                "P/dpv:hasStorageCondition/2/dpv:hasDuration/rdf:value"),
                        Map.entry(
                                "processing_locations",
                                "P/dpv:hasProcessingCondition/dpv:hasLocation/0"),
                        Map.entry("geographic_restrictions", "P/dpv:hasRule/dct:description"),
                        Map.entry("jurisdiction", "R/dpv:hasJurisdiction"),
                        Map.entry("recipient_third_parties", "P/dpv:hasRecipient/0/dpv:hasName"),
                        Map.entry("withdrawal_method", "P/dpv:hasConsentControl/dpv:isExercisedAt"),
                        Map.entry("privacy_rights", "P/dpv:hasRight/0/@type"),
                        Map.entry("authority_party", "R/dpv:hasAuthority/dpv:hasName"),
                        Map.entry("pii_type", "P/dpv:hasPersonalData/0/skos:broader"),
                        Map.entry("pii_optional", "P/dpv:hasPersonalData/1/dpv:hasNecessity"),
                        Map.entry("special_pii_category", "P/dpv:hasPersonalData/0/@type/1"),
                        Map.entry("party_id", "R/dpv:hasDataController/dpv:hasIdentifier"),
                        Map.entry("party_address", "R/dpv:hasDataController/dpv:hasAddress"),
                        Map.entry("party_name", "R/dpv:hasDataController/dpv:hasName"),
                        Map.entry("party_role", "R/dpv:hasDataController/@type/0"),
                        Map.entry("party_contact", "R/dpv:hasDataController/dpv:hasContact/0"),
                        Map.entry("party_type", "P/dpv:hasRecipient/0/@type/0"),
                        Map.entry("recipient's address", "P/dpv:hasRecipient/0/dpv:hasAddress"),
                        Map.entry("recipient's contact", "P/dpv:hasRecipient/0/dpv:hasContact/0"),
                        Map.entry("event_time", "R/dpv:hasConsentStatus/0/dpv:isIndicatedAtTime"),
                        Map.entry(
                                "validity_duration",
                                "R/dpv:hasConsentStatus/0/dpv:hasDuration/rdf:value"),
                        Map.entry("entity_id", "R/dpv:hasConsentStatus/0/dpv:isIndicatedBy/@id"),
                        Map.entry("event_type", "R/dpv:hasConsentStatus/0/@type/1"),
                        Map.entry("event_state", "R/dpv:hasConsentStatus/0/@type/0"));

        private static List<String> missing(JsonNode receipt) {
            List<String> missing = new ArrayList<>();
            MANDATORY.forEach(
                    (field, place) -> {
                        String pointer =
                                place.replaceFirst("^R", "/dpv:hasRecordOfActivity/0")
                                        .replaceFirst(
                                                "^P",
                                                "/dpv:hasRecordOfActivity/0/dpv:hasProcess/0");
                        JsonNode found = receipt.at(pointer);
                        if (found.isMissingNode() || found.toString().length() <= 2) {
                            missing.add(field);
                        }
                    });
            return missing;
        }

        @Test
        void every_field_that_the_standard_or_the_gdpr_wants_is_there() {
            JsonNode receipt = jsonLd(story(0, answer(GIVEN, PORTAL)), "DE");
            assertEquals(List.of(), missing(receipt));
            ((ObjectNode) receipt.at("/dpv:hasRecordOfActivity/0")).remove("dpv:hasAuthority");
            assertEquals(List.of("authority_party"), missing(receipt));
        }

        @Test
        void all_that_was_said_is_told_with_what_it_made_of_the_consent() {
            JsonNode receipt =
                    jsonLd(
                            story(
                                    0,
                                    answer(GIVEN, WIZARD),
                                    answer(GIVEN, CONFIRMATION),
                                    answer(GIVEN, PORTAL),
                                    answer(REFUSED, PORTAL)),
                            "DE");
            JsonNode statuses = receipt.at("/dpv:hasRecordOfActivity/0/dpv:hasConsentStatus");
            assertEquals(
                    List.of(
                            "dpv:ConsentRequested",
                            "dpv:ConsentGiven",
                            "dpv:RenewedConsentGiven",
                            "dpv:ConsentWithdrawn"),
                    statuses.findValues("@type").stream()
                            .filter(JsonNode::isArray)
                            .map(it -> it.get(0).asText())
                            .toList());
        }

        @Test
        void another_office_that_gets_the_data_is_named_as_importer() {
            JsonNode own = jsonLd(story(0, answer(GIVEN, PORTAL)), "DE");
            JsonNode other = jsonLd(story(0, answer(GIVEN, PORTAL)), "NL");
            assertFalse(own.toString().contains("dpv:DataImporter"));
            String recipient =
                    other.at("/dpv:hasRecordOfActivity/0/dpv:hasProcess/0/dpv:hasRecipient/0")
                            .toString();
            assertTrue(recipient.contains("dpv:DataImporter"), recipient);
            assertTrue(recipient.contains("privacy@nl.example.org"), recipient);
        }
    }

    @Nested
    class AfterKantara {

        @Test
        void a_receipt_is_what_the_specification_asks_for() throws IOException {
            ConsentRecord given = answer(GIVEN, PORTAL);
            ObjectNode receipt = kantara(given, "DE");
            assertEquals("", KantaraSchema.faults(receipt));
            assertEquals(
                    given.frame().at().getEpochSecond(), receipt.at("/consentTimestamp").asLong());
            assertEquals(DONOR.toString(), receipt.at("/piiPrincipalId").asText());
            assertEquals("https://de.example.org/datenschutz", receipt.at("/policyUrl").asText());
            assertEquals("[]", receipt.at("/spiCat").toString());
            assertFalse(receipt.at("/sensitive").asBoolean());
            JsonNode purpose = receipt.at("/services/0/purposes/0");
            assertFalse(purpose.at("/thirdPartyDisclosure").asBoolean());
            assertTrue(purpose.at("/thirdPartyName").isMissingNode());
        }

        @Test
        void a_third_party_is_named_exactly_when_it_gets_the_data() throws IOException {
            ObjectNode receipt = kantara(answer(GIVEN, PORTAL), "NL");
            assertEquals("", KantaraSchema.faults(receipt));
            ObjectNode purpose = (ObjectNode) receipt.at("/services/0/purposes/0");
            assertTrue(purpose.at("/thirdPartyDisclosure").asBoolean());
            assertEquals("Beispiel Hilfe e.V.", purpose.at("/thirdPartyName").asText());
            purpose.remove("thirdPartyName");
            assertNotEquals("", KantaraSchema.faults(receipt));
        }

        @Test
        void a_receipt_without_one_of_its_fields_would_be_noticed() throws IOException {
            for (String field :
                    Set.of(
                            "consentTimestamp",
                            "piiControllers",
                            "policyUrl",
                            "services",
                            "spiCat")) {
                ObjectNode receipt = kantara(answer(GIVEN, PORTAL), "DE");
                receipt.remove(field);
                assertNotEquals("", KantaraSchema.faults(receipt), field);
            }
        }

        @Test
        void the_same_answer_has_the_same_receipt_and_no_other_has() {
            UUID one = UUID.randomUUID();
            assertEquals(WriteKantaraReceipt.id(one), WriteKantaraReceipt.id(one));
            assertNotEquals(WriteKantaraReceipt.id(one), WriteKantaraReceipt.id(UUID.randomUUID()));
            assertEquals(4, WriteKantaraReceipt.id(one).version());
            assertEquals(2, WriteKantaraReceipt.id(one).variant());
        }
    }

    @Nested
    class OnlyWhatHolds {

        private static final String NO_CONSENT = "No consent was given with this answer.";
        private static final String TAKEN_BACK = "This consent was taken back.";
        private static final String WAITS = "This consent still waits for its confirmation.";

        private static String why(int asked, ConsentRecord... answers) {
            return story(asked, answers).whyNotGiven().orElse("");
        }

        @Test
        void a_consent_that_holds_has_a_receipt() {
            assertEquals("", why(0, answer(GIVEN, PORTAL)));
            assertEquals("", why(0, answer(GIVEN, WIZARD), answer(GIVEN, CONFIRMATION)));
            assertEquals(
                    "",
                    why(
                            2,
                            answer(GIVEN, CONFIRMATION),
                            answer(REFUSED, PORTAL),
                            answer(GIVEN, PORTAL)));
        }

        @Test
        void a_consent_that_was_taken_back_has_none_also_when_there_is_a_later_one() {
            assertEquals(TAKEN_BACK, why(0, answer(GIVEN, PORTAL), answer(REFUSED, PORTAL)));
            assertEquals(TAKEN_BACK, why(0, answer(GIVEN, PORTAL), answer(OBJECTED, PORTAL)));
            assertEquals(
                    TAKEN_BACK,
                    why(
                            0,
                            answer(GIVEN, CONFIRMATION),
                            answer(REFUSED, PORTAL),
                            answer(GIVEN, PORTAL)));
        }

        @Test
        void a_box_that_waits_for_its_mailbox_has_none() {
            assertEquals(WAITS, why(0, answer(GIVEN, WIZARD)));
            assertEquals(
                    WAITS,
                    why(2, answer(GIVEN, PORTAL), answer(REFUSED, PORTAL), answer(GIVEN, WIZARD)));
        }

        @Test
        void a_no_has_none() {
            assertEquals(NO_CONSENT, why(0, answer(REFUSED, PORTAL)));
            assertEquals(NO_CONSENT, why(1, answer(GIVEN, PORTAL), answer(REFUSED, PORTAL)));
            assertEquals(
                    NO_CONSENT,
                    why(
                            0,
                            answer(
                                    NOTED,
                                    WIZARD,
                                    ConsentMeaning.OBJECTION,
                                    ConsentPurpose.NEWSLETTER)));
        }

        @Test
        void a_declaration_of_gift_aid_is_no_consent_to_use_data() {
            assertEquals(
                    NO_CONSENT,
                    why(0, answer(GIVEN, PORTAL, ConsentMeaning.CONSENT, ConsentPurpose.GIFT_AID)));
        }
    }

    @Nested
    class OfTheCatalogue {

        private static final Set<String> ALL = Set.of("DE", "GB", "NL", "CA", "AU", "US");

        private static String refusal(PrivacyFile.Entry entry) {
            return assertThrows(
                            IllegalStateException.class,
                            () -> new PrivacyFile(List.of(entry)).check(Set.of("DE")))
                    .getMessage();
        }

        @Test
        void the_built_in_file_is_whole() {
            FILE.check(ALL);
            assertTrue(
                    assertThrows(IllegalStateException.class, () -> FILE.check(Set.of("DE", "XX")))
                            .getMessage()
                            .contains("office XX: is needed"));
        }

        @ParameterizedTest
        @CsvSource({
            "030 123456, false, contact.phone",
            "+49 30 23125000, true, authority",
            "+49 30 23125000, false, storedIn"
        })
        void what_lacks_is_named(String phone, boolean withoutAuthority, String field) {
            PrivacyFile.Entry whole = terms("DE");
            String refusal =
                    refusal(
                            new PrivacyFile.Entry(
                                    "DE",
                                    PrivacyFile.Law.EU_GDPR,
                                    new PrivacyFile.Contact("N", "n@example.org", phone),
                                    whole.policy(),
                                    List.of(field.equals("storedIn") ? "Germany" : "DE"),
                                    List.of("DE"),
                                    "none",
                                    withoutAuthority
                                            ? null
                                            : new PrivacyFile.Authority(
                                                    "A", URI.create("https://a.example")),
                                    List.of()));
            assertTrue(refusal.contains("office DE, " + field), refusal);
        }
    }
}
