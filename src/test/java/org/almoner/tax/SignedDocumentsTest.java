package org.almoner.tax;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ScheduledExecutorService;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.almoner.TestDatabase;
import org.almoner.TestStaff;
import org.almoner.donor.DonorId;
import org.almoner.id.Ids;
import org.almoner.office.Office;
import org.almoner.office.OfficeCode;
import org.almoner.office.Offices;
import org.almoner.outbox.Outbox;
import org.almoner.pdf.Conformance;
import org.almoner.problem.DomainProblem;
import org.almoner.signature.DocumentSigner;
import org.almoner.signature.DocumentSigners;
import org.almoner.signature.SignedFile;
import org.almoner.signature.SignerCertificates;
import org.almoner.signature.TestKeys;
import org.almoner.sql.Sql;
import org.almoner.statement.StatementMark;
import org.almoner.statement.WriteStatement;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Documents carry the electronic signature of their office, and others can compare it. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class SignedDocumentsTest {

    private static final OfficeCode GERMANY = new OfficeCode("DE");
    private static final OfficeCode CANADA = new OfficeCode("CA");
    private static final InstantSource NOW =
            InstantSource.fixed(Instant.parse("2026-11-26T10:00:00Z"));

    @Inject GiftsOfAYear gifts;
    @Inject TaxDesk desk;
    @Inject WriteDocuments documents;
    @Inject TaxHistory history;
    @Inject DocumentSigners signers;
    @Inject SignerCertificates certificates;
    @Inject TermsOfStatements terms;
    @Inject Offices offices;
    @Inject FrozenStatements frozen;
    @Inject PersonsRows persons;
    @Inject WriteStatement write;
    @Inject Outbox outbox;
    @Inject Sql sql;
    @Inject TaxConfig config;
    @Inject EligibleGifts eligible;
    @Inject RunRows rows;
    @Inject NumberStatements numbering;
    @Inject Ids ids;
    @Inject ScheduledExecutorService executor;

    private UUID numbered(OfficeCode office, int year, String name) {
        UUID donor = gifts.donor(office.value(), "Anna", name);
        String currency = offices.byCode(office).currency().getCurrencyCode();
        gifts.gift(donor, office.value(), currency, 2_500, year + "-08-01T10:00:00Z");
        return QuarkusTransaction.requiringNew()
                .call(
                        () ->
                                desk.issue(
                                        new DonorId(donor),
                                        new StatementRuns.Wish(office, year, null, true, false)));
    }

    private StatementView issued(OfficeCode office, int year, String name) {
        UUID id = numbered(office, year, name);
        documents.run();
        return history.find(id).orElseThrow();
    }

    private byte[] kept(StatementView statement) {
        return history.document(statement.id(), StatementMark.ORIGINAL).orElseThrow();
    }

    private static ValidatableResponse verification(StatementView statement) {
        return given().get("/v1/statement-verifications/" + statement.verification())
                .then()
                .statusCode(200);
    }

    /** What an instance does that was started with these keys. */
    private WriteDocuments writer(TermsOfStatements terms, DocumentSigners keys) {
        return new WriteDocuments(
                frozen,
                new MakeDocument(terms, keys, write, InstantSource.system()),
                outbox,
                sql,
                config,
                InstantSource.system(),
                executor,
                new SimpleMeterRegistry());
    }

    private TaxHistory reader(TermsOfStatements terms, DocumentSigners keys) {
        return new TaxHistory(
                sql, persons, frozen, new MakeDocument(terms, keys, write, InstantSource.system()));
    }

    @Test
    void each_office_signs_what_it_issues_and_the_page_tells_under_which_certificate() {
        for (Office office : offices.all()) {
            StatementView statement = issued(office.code(), 2022, "Signiert");
            byte[] document = kept(statement);
            Conformance.check(document);
            assertTrue(SignedFile.isIntact(document), office.code().value());
            String fingerprint = SignedFile.read(document).fingerprint();
            assertEquals(fingerprint, statement.certificate());
            assertEquals(statement.sha256(), TermsOfStatements.sha256(document));
            verification(statement)
                    .body("certificate.sha256", equalTo(fingerprint))
                    .body(
                            "certificate.subject",
                            equalTo(
                                    signers.of(office.code())
                                            .orElseThrow()
                                            .certificate()
                                            .subject()))
                    .body("otherCertificates.sha256", not(hasItem(fingerprint)));
            TestStaff.as("finance", office.code().value())
                    .get("/v1/staff/tax-statements/" + statement.number())
                    .then()
                    .body("certificate", equalTo(fingerprint));
        }
    }

    @Test
    void who_scans_the_code_reads_the_fingerprint_in_pairs() {
        StatementView statement = issued(GERMANY, 2023, "Vergleich");
        String page =
                given().accept("text/html")
                        .header("Accept-Language", "de")
                        .get("/v1/statement-verifications/" + statement.verification())
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString();
        assertTrue(page.contains("Elektronisch signiert von"), page);
        String pairs = signers.of(GERMANY).orElseThrow().certificate().fingerprint();
        assertTrue(page.contains(pairs), page);
    }

    @Test
    void a_duplicate_is_signed_anew_and_the_kept_file_stays_what_it_is() {
        StatementView statement = issued(CANADA, 2023, "Doppelt");
        byte[] before = kept(statement);
        byte[] duplicate = history.document(statement.id(), StatementMark.DUPLICATE).orElseThrow();
        assertTrue(SignedFile.isIntact(duplicate));
        assertNotEquals(TermsOfStatements.sha256(before), TermsOfStatements.sha256(duplicate));
        assertEquals(statement.sha256(), TermsOfStatements.sha256(kept(statement)));
    }

    @Test
    void after_a_restart_with_a_new_key_older_documents_verify_with_their_own_certificate() {
        StatementView old = issued(GERMANY, 2024, "Früher");
        DocumentSigner next = TestKeys.ellipticCurve().signer();
        TestKeys.remember(certificates, GERMANY, next);
        DocumentSigners restarted = TestKeys.startedWith(Map.of(GERMANY, next));
        UUID id = numbered(GERMANY, 2024, "Später");
        writer(terms, restarted).run();
        StatementView young = history.find(id).orElseThrow();
        assertEquals(next.certificate().sha256(), young.certificate());
        assertEquals(next.certificate().sha256(), SignedFile.read(kept(young)).fingerprint());
        assertTrue(SignedFile.isIntact(kept(old)));
        assertEquals(old.certificate(), SignedFile.read(kept(old)).fingerprint());
        verification(old)
                .body("certificate.sha256", equalTo(old.certificate()))
                .body("otherCertificates.sha256", hasItem(young.certificate()));
        verification(young)
                .body("certificate.sha256", equalTo(young.certificate()))
                .body("otherCertificates.sha256", hasItem(old.certificate()));
        byte[] duplicate =
                reader(terms, restarted).document(old.id(), StatementMark.DUPLICATE).orElseThrow();
        assertEquals(young.certificate(), SignedFile.read(duplicate).fingerprint());
    }

    @Test
    void the_register_of_a_run_names_the_certificate_and_its_files_are_signed() throws IOException {
        UUID donor = gifts.donor("DE", "Rita", "Register");
        gifts.gift(donor, "DE", "EUR", 900, "2025-08-01T10:00:00Z");
        String run =
                TestStaff.as("finance", "DE")
                        .contentType(ContentType.JSON)
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .body(Map.of("office", "DE", "year", 2025))
                        .post("/v1/staff/statement-runs")
                        .then()
                        .statusCode(201)
                        .extract()
                        .path("id");
        carryOut();
        documents.run();
        carryOut();
        byte[] zip =
                TestStaff.as("finance", "DE")
                        .get("/v1/staff/statement-runs/" + run + "/archive")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asByteArray();
        String fingerprint = signers.of(GERMANY).orElseThrow().certificate().sha256();
        int files = 0;
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                byte[] content = in.readAllBytes();
                if (entry.getName().endsWith(".pdf")) {
                    files++;
                    assertTrue(SignedFile.isIntact(content), entry.getName());
                } else if (entry.getName().equals("register.csv")) {
                    String register = new String(content, StandardCharsets.UTF_8);
                    assertTrue(register.contains(",sha256,certificate\r\n"), register);
                    assertTrue(register.contains("," + fingerprint + "\r\n"), register);
                }
            }
        }
        assertTrue(files > 0);
    }

    private void carryOut() {
        InstantSource clock = InstantSource.system();
        Blockers blockers = new Blockers(terms, signers, clock);
        new CarryOutRuns(
                        runs(terms, signers, clock),
                        blockers,
                        rows,
                        numbering,
                        offices,
                        config,
                        clock)
                .run();
    }

    private StatementRuns runs(TermsOfStatements of, DocumentSigners keys, InstantSource clock) {
        return new StatementRuns(
                eligible, rows, of, new Blockers(of, keys, clock), offices, ids, clock);
    }

    /** An office whose terms want a signature, without a key or with one that has ended. */
    @Nested
    class Missing {

        private final DocumentSigners none = TestKeys.startedWith(Map.of());

        private TermsOfStatements demanding() {
            StatementTerms good = terms.on(CANADA, LocalDate.of(2026, 11, 26)).orElseThrow();
            TermsOfStatements demanding = new TermsOfStatements();
            StatementTerms signed =
                    new StatementTerms(
                            good.languages(),
                            good.signature(),
                            good.membershipFeesNotDeductible(),
                            good.returnDays(),
                            good.smallestThatCounts(),
                            good.correctionsNeedTwo(),
                            good.warnDays(),
                            good.warn(),
                            StatementTerms.Signed.REQUIRED);
            demanding.keep(terms.picture(good.signature().facsimile()));
            demanding.publish(
                    Map.of(CANADA, new TreeMap<>(Map.of(LocalDate.of(2020, 1, 1), signed))),
                    Map.of());
            return demanding;
        }

        private StatementRuns.Wish wish(int year) {
            return new StatementRuns.Wish(CANADA, year, null, true, false);
        }

        @Test
        void finance_sees_it_before_a_run_and_none_can_be_started() {
            StatementRuns runs = runs(demanding(), none, NOW);
            assertEquals(
                    List.of(Blocker.NO_SIGNING_CERTIFICATE), runs.preview(wish(2021)).blockers());
            DomainProblem refused =
                    assertThrows(
                            DomainProblem.class,
                            () ->
                                    QuarkusTransaction.requiringNew()
                                            .run(() -> runs.start(wish(2021), "clerk")));
            assertTrue(refused.getMessage().contains("NO_SIGNING_CERTIFICATE"));
            assertEquals(
                    List.of(), runs(terms, none, NOW).preview(wish(2021)).blockers(), "as today");
        }

        @Test
        void a_certificate_carries_documents_to_its_last_second() {
            DocumentSigner ends =
                    TestKeys.ellipticCurve().valid(TestKeys.FROM, NOW.instant()).signer();
            DocumentSigners keys = TestKeys.startedWith(Map.of(CANADA, ends));
            assertEquals(List.of(), runs(demanding(), keys, NOW).preview(wish(2021)).blockers());
            InstantSource later = InstantSource.fixed(NOW.instant().plusSeconds(1));
            assertEquals(
                    List.of(Blocker.NO_SIGNING_CERTIFICATE),
                    runs(demanding(), keys, later).preview(wish(2021)).blockers());
        }

        @Test
        void what_is_numbered_waits_for_a_key_and_duplicates_are_refused_meanwhile() {
            StatementView signed = issued(CANADA, 2024, "Bekannt");
            UUID waits = numbered(CANADA, 2024, "Wartet");
            TermsOfStatements demanding = demanding();
            writer(demanding, none).slice(20);
            assertEquals(StatementState.NUMBERED, history.find(waits).orElseThrow().state());
            assertEquals(
                    0,
                    gifts.count(
                            "SELECT count(*) FROM tax_statement_pdf WHERE statement_id = ?",
                            waits));
            TaxHistory reader = reader(demanding, none);
            assertThrows(
                    DomainProblem.class,
                    () -> reader.document(signed.id(), StatementMark.DUPLICATE));
            byte[] cancelled = reader.document(signed.id(), StatementMark.CANCELLED).orElseThrow();
            assertFalse(SignedFile.isIntact(cancelled), "it confirms nothing and needs none");
            gifts.sql().write("UPDATE tax_statement SET failed_at = NULL WHERE id = ?", waits);
            documents.run();
            assertEquals(StatementState.ISSUED, history.find(waits).orElseThrow().state());
        }

        @Test
        void where_none_is_required_documents_are_issued_without() {
            UUID id = numbered(CANADA, 2025, "Ohne");
            writer(terms, none).run();
            StatementView statement = history.find(id).orElseThrow();
            assertEquals(StatementState.ISSUED, statement.state());
            assertNull(statement.certificate());
            assertFalse(SignedFile.isIntact(kept(statement)));
            verification(statement).body("certificate", nullValue());
        }
    }
}
