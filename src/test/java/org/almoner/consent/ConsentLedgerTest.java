package org.almoner.consent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.almoner.TestDatabase;
import org.almoner.donor.DonorBook;
import org.almoner.donor.DonorId;
import org.almoner.donor.DonorInput;
import org.almoner.donor.DonorRules;
import org.almoner.office.OfficeCode;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ConsentLedgerTest {

    private static final OfficeCode DE = new OfficeCode("DE");
    private static final ConsentCircumstances CIRCUMSTANCES =
            new ConsentCircumstances(
                    new ConsentAudience(
                            "DE", "de", DE, Instant.parse("2026-11-24T10:00:00.123456789Z")),
                    "203.0.113.7",
                    "Browser\r\n\u0000 of the donor",
                    "draft");

    private static int counter;

    private final DonorBook donors;
    private final ConsentLedger ledger;
    private final ConsentChain chain;
    private final ChainSlice slices;
    private final RecordAnswer record;
    private final ConsentEvidence evidence;
    private final DataSource database;

    ConsentLedgerTest(
            DonorBook donors,
            ConsentLedger ledger,
            RecordAnswer record,
            ConsentEvidence evidence,
            ConsentChain chain,
            ChainSlice slices,
            DataSource database) {
        this.slices = slices;
        this.record = record;
        this.evidence = evidence;
        this.donors = donors;
        this.ledger = ledger;
        this.chain = chain;
        this.database = database;
    }

    private DonorId newDonor() {
        var address =
                new DonorInput.AddressInput("Musterweg", "1", "10115", "Berlin", "DE", null, null);
        var input =
                new DonorInput(
                        "PERSON",
                        null,
                        null,
                        "Test",
                        // letters only: a row of digits may look like a card number
                        UUID.randomUUID().toString().replaceAll("[0-9]", "x") + counter++,
                        null,
                        "test@example.org",
                        null,
                        address);
        return QuarkusTransaction.requiringNew()
                .call(() -> donors.register(DonorRules.check(input), DE, "de"));
    }

    private static List<ConsentAnswer> answers() {
        return List.of(
                new ConsentAnswer("de-privacy", 1, true),
                new ConsentAnswer("de-transfer", 1, true),
                new ConsentAnswer("de-newsletter-email", 1, true),
                new ConsentAnswer("de-newsletter-phone", 1, false),
                new ConsentAnswer("de-newsletter-post", 1, true));
    }

    private void append(DonorId donor, List<ConsentAnswer> answers) {
        QuarkusTransaction.requiringNew().run(() -> ledger.append(donor, answers, CIRCUMSTANCES));
    }

    private DonorId donorWithConsents() {
        DonorId donor = newDonor();
        append(donor, answers());
        return donor;
    }

    private List<String> column(String sql, DonorId donor) throws SQLException {
        try (var connection = database.getConnection();
                var query = connection.prepareStatement(sql)) {
            query.setObject(1, donor.value());
            List<String> values = new ArrayList<>();
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    values.add(rows.getString(1));
                }
            }
            return values;
        }
    }

    /**
     * Changes rows as somebody would who owns the database and switches its guards off; looks; and
     * takes it back, so that other tests find the ledger sound.
     */
    private void tampered(String sql, DonorId donor, Runnable look) throws SQLException {
        QuarkusTransaction.begin();
        try (var connection = database.getConnection();
                var off = connection.createStatement()) {
            off.execute("SET LOCAL session_replication_role = replica");
            try (var change = connection.prepareStatement(sql)) {
                change.setObject(1, donor.value());
                assertTrue(change.executeUpdate() > 0, "nothing was changed");
            }
            look.run();
        } finally {
            QuarkusTransaction.rollback();
        }
        assertFalse(isBroken(donor));
    }

    private boolean isBroken(DonorId donor) {
        return chain.verify().broken().contains(donor.value());
    }

    @Nested
    class Appending {

        @Test
        void everyAnswerIsWrittenWithItsWordsAndWhatWasNotAskedIsNot() throws SQLException {
            DonorId donor = newDonor();
            append(donor, answers());
            assertEquals(
                    List.of("NOTED", "NOTED", "GIVEN", "REFUSED", "OBJECTED"),
                    column(
                            "SELECT decision FROM consent_event WHERE donor_id = ? ORDER BY seq",
                            donor));
            DonorId silent = newDonor();
            append(silent, answers().subList(0, 2));
            append(silent, List.of());
            assertEquals(
                    List.of("2"),
                    column("SELECT count(*) FROM consent_event WHERE donor_id = ?", silent));
            assertFalse(isBroken(donor));
            assertFalse(isBroken(silent));
        }

        @Test
        void anOfferedObjectionThatIsNotUsedIsNoted() throws SQLException {
            DonorId donor = newDonor();
            append(donor, List.of(new ConsentAnswer("de-newsletter-post", 1, false)));
            assertEquals(
                    List.of("NOTED"),
                    column("SELECT decision FROM consent_event WHERE donor_id = ?", donor));
        }

        @Test
        void theProofStandsApartWithoutLineEnds() throws SQLException {
            DonorId donor = donorWithConsents();
            String join =
                    " FROM consent_proof WHERE id IN"
                            + " (SELECT proof_id FROM consent_event WHERE donor_id = ?)";
            assertEquals(
                    List.of("Browser of the donor"), column("SELECT user_agent" + join, donor));
            assertEquals(List.of("203.0.113.7"), column("SELECT ip" + join, donor));
        }

        @Test
        void anUnknownTextIsRefusedAndNothingIsWritten() throws SQLException {
            DonorId donor = newDonor();
            assertThrows(
                    IllegalArgumentException.class,
                    () -> append(donor, List.of(new ConsentAnswer("de-privacy", 99, true))));
            assertEquals(
                    List.of("0"),
                    column("SELECT count(*) FROM consent_chain WHERE donor_id = ?", donor));
        }

        @Test
        void twentyAtOnceForOneDonorMakeOneChain() throws Exception {
            DonorId donor = newDonor();
            List<Callable<Boolean>> clicks =
                    IntStream.range(0, 20)
                            .<Callable<Boolean>>mapToObj(
                                    i ->
                                            () -> {
                                                append(donor, answers());
                                                return true;
                                            })
                            .toList();
            var pool = Executors.newFixedThreadPool(20);
            for (var click : pool.invokeAll(clicks)) {
                click.get();
            }
            pool.shutdown();
            assertEquals(
                    List.of("100"),
                    column("SELECT length FROM consent_chain WHERE donor_id = ?", donor));
            assertEquals(
                    List.of("100"),
                    column("SELECT max(seq) FROM consent_event WHERE donor_id = ?", donor));
            assertFalse(isBroken(donor));
        }
    }

    @Nested
    class Verifying {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "UPDATE consent_event SET decision = 'GIVEN' WHERE donor_id = ? AND seq = 4",
                    "UPDATE consent_event SET recipient = 'US' WHERE donor_id = ? AND seq = 2",
                    "UPDATE consent_event SET occurred_at = occurred_at + interval '1 microsecond'"
                            + " WHERE donor_id = ? AND seq = 1",
                    "UPDATE consent_event SET locale = 'en' WHERE donor_id = ? AND seq = 1",
                    "UPDATE consent_event SET legal_basis = 'x' WHERE donor_id = ? AND seq = 5",
                    "UPDATE consent_event SET proof_digest = hash WHERE donor_id = ? AND seq = 1",
                    "UPDATE consent_event SET hash = prev_hash WHERE donor_id = ? AND seq = 3",
                    "UPDATE consent_proof SET ip = '203.0.113.8' WHERE id IN"
                            + " (SELECT proof_id FROM consent_event WHERE donor_id = ?)",
                    "DELETE FROM consent_event WHERE donor_id = ? AND seq = 1",
                    "DELETE FROM consent_event WHERE donor_id = ? AND seq = 3",
                    "DELETE FROM consent_event WHERE donor_id = ? AND seq = 5",
                    "DELETE FROM consent_event WHERE donor_id = ?",
                    "DELETE FROM consent_chain WHERE donor_id = ?",
                    "UPDATE consent_chain SET length = 4 WHERE donor_id = ?",
                    "INSERT INTO consent_event SELECT gen_random_uuid(), donor_id, 6, purpose,"
                            + " channel, text_id, text_version, locale, text_hash, decision,"
                            + " office, recipient, legal_basis, country, occurred_at, method,"
                            + " origin, proof_id, proof_digest, hash, prev_hash"
                            + " FROM consent_event WHERE donor_id = ? AND seq = 5",
                    "UPDATE consent_event SET seq = 13 - seq WHERE donor_id = ? AND seq IN (3, 4)",
                    "UPDATE consent_event e SET decision = o.decision FROM consent_event o"
                            + " WHERE e.donor_id = ? AND o.donor_id = e.donor_id"
                            + " AND e.seq + o.seq = 7 AND e.seq IN (3, 4)"
                })
        void whateverIsChangedBehindItsBackIsFound(String tampering) throws SQLException {
            DonorId donor = donorWithConsents();
            assertFalse(isBroken(donor));
            tampered(
                    tampering,
                    donor,
                    () -> {
                        assertTrue(isBroken(donor));
                        assertTrue(chain.offenders(1_000).contains(donor.toString()));
                    });
            assertEquals(List.of(), chain.offenders(1_000));
        }

        @Test
        void erasingTheProofLeavesTheChainSound() throws SQLException {
            DonorId donor = donorWithConsents();
            tampered(
                    "DELETE FROM consent_proof WHERE id IN"
                            + " (SELECT proof_id FROM consent_event WHERE donor_id = ?)",
                    donor,
                    () -> assertFalse(isBroken(donor)));
        }

        @Test
        void slicesOfAnySizeSeeTheSame() throws SQLException {
            DonorId broken = donorWithConsents();
            donorWithConsents();
            donorWithConsents();
            tampered(
                    "DELETE FROM consent_event WHERE donor_id = ? AND seq = 2",
                    broken,
                    () -> assertEquals(chain.verify(), inSlicesOf(2)));
        }

        private ChainReport inSlicesOf(int size) {
            long donorsSeen = 0;
            long eventsSeen = 0;
            List<UUID> found = new ArrayList<>();
            UUID last = Rounds.START;
            while (last != null) {
                ChainSlice.Result slice = slices.after(last, size);
                donorsSeen += slice.donors();
                eventsSeen += slice.events();
                found.addAll(slice.broken());
                last = slice.last();
            }
            assertFalse(found.isEmpty());
            return new ChainReport(donorsSeen, eventsSeen, found);
        }
    }

    @Nested
    class WrittenDownByStaff {

        private static final String PDF = "%PDF-1.7 signed";

        private void write(DonorId donor, RecordAnswer.Way way, UUID form) {
            record.record(
                    new RecordAnswer.Wish(
                            donor,
                            new RecordAnswer.Text("de-newsletter-phone", 1, "de"),
                            ConsentDecision.GIVEN,
                            way,
                            form == null ? null : LocalDate.of(2026, 3, 1),
                            form,
                            form != null
                                    ? null
                                    : new ConsentCall(
                                            ConsentCall.Caller.DONOR,
                                            Instant.parse("2026-03-02T10:00:00.123456789Z"),
                                            "Clara",
                                            "Ja.")),
                    "7f3c");
        }

        /** One answer on paper and one by telephone. */
        private DonorId donorWhoSaidSo() {
            DonorId donor = newDonor();
            QuarkusTransaction.requiringNew()
                    .run(
                            () -> {
                                var form = evidence.keep(donor, PDF.getBytes(UTF_8), "7f3c");
                                write(donor, RecordAnswer.Way.PAPER_FORM, form.id());
                                write(donor, RecordAnswer.Way.TELEPHONE, null);
                            });
            return donor;
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "UPDATE consent_event SET recorded_at = recorded_at + interval '1 second'"
                            + " WHERE donor_id = ? AND seq = 1",
                    "UPDATE consent_event SET occurred_at = occurred_at - interval '1 day'"
                            + " WHERE donor_id = ? AND seq = 1",
                    "UPDATE consent_event SET actor = 'somebody' WHERE donor_id = ? AND seq = 2",
                    "UPDATE consent_event SET actor = NULL, recorded_at = NULL, method = 'portal'"
                            + " WHERE donor_id = ? AND seq = 2",
                    "UPDATE consent_evidence SET note = 'Nein.' WHERE donor_id = ? AND kind = 'CALL'",
                    "UPDATE consent_evidence SET caller = 'OFFICE' WHERE donor_id = ?"
                            + " AND kind = 'CALL'",
                    "UPDATE consent_evidence SET called_at = called_at - interval '1 day'"
                            + " WHERE donor_id = ? AND kind = 'CALL'",
                    "UPDATE consent_evidence SET content = 'x', sha256 = encode(sha256('x'), 'hex')"
                            + " WHERE donor_id = ? AND kind = 'DOCUMENT'",
                    "UPDATE consent_proof SET evidence_digest = repeat('a', 64) WHERE id IN"
                            + " (SELECT proof_id FROM consent_event WHERE donor_id = ?)",
                    "UPDATE consent_proof SET evidence_digest = NULL, evidence_id = NULL WHERE id IN"
                            + " (SELECT proof_id FROM consent_event WHERE donor_id = ?)"
                })
        void whatStaffWroteDownAndItsEvidenceAreUnderTheHashOfTheChain(String tampering)
                throws SQLException {
            DonorId donor = donorWhoSaidSo();
            assertFalse(isBroken(donor));
            tampered(tampering, donor, () -> assertTrue(isBroken(donor)));
        }

        @Test
        void evidenceGoesWithItsLastProofAndTheChainStaysSound() throws SQLException {
            DonorId donor = donorWhoSaidSo();
            String evidenceOf = "SELECT count(*) FROM consent_evidence WHERE donor_id = ?";
            assertEquals(List.of("2"), column(evidenceOf, donor));
            QuarkusTransaction.requiringNew()
                    .run(
                            () -> {
                                try (var connection = database.getConnection();
                                        var delete =
                                                connection.prepareStatement(
                                                        "DELETE FROM consent_proof WHERE id IN"
                                                                + " (SELECT proof_id FROM"
                                                                + " consent_event WHERE donor_id ="
                                                                + " ?)")) {
                                    delete.setObject(1, donor.value());
                                    assertEquals(2, delete.executeUpdate());
                                } catch (SQLException failure) {
                                    throw new IllegalStateException(failure);
                                }
                            });
            assertEquals(List.of("0"), column(evidenceOf, donor));
            assertFalse(isBroken(donor));
        }

        @Test
        void aFormWithoutAnAnswerIsForgottenAfterADayAndOneWithAnAnswerIsNot() throws SQLException {
            DonorId donor = donorWhoSaidSo();
            QuarkusTransaction.requiringNew()
                    .run(() -> evidence.keep(donor, (PDF + " unused").getBytes(UTF_8), "7f3c"));
            String evidenceOf = "SELECT count(*) FROM consent_evidence WHERE donor_id = ?";
            evidence.forget();
            assertEquals(List.of("3"), column(evidenceOf, donor));
            try (var connection = database.getConnection();
                    var age = connection.createStatement()) {
                age.execute(
                        "ALTER TABLE consent_evidence DISABLE TRIGGER tr_consent_evidence_keep");
                age.execute(
                        "UPDATE consent_evidence SET taken_at = taken_at - interval '25 hours'"
                                + " WHERE donor_id = '"
                                + donor
                                + "'");
                age.execute("ALTER TABLE consent_evidence ENABLE TRIGGER tr_consent_evidence_keep");
            }
            evidence.forget();
            assertEquals(List.of("2"), column(evidenceOf, donor));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE consent_event SET decision = 'GIVEN'",
                "UPDATE consent_evidence SET note = 'x'",
                "DELETE FROM consent_event",
                "TRUNCATE consent_event",
                "UPDATE consent_chain SET length = 0",
                "DELETE FROM consent_chain",
                "TRUNCATE consent_chain"
            })
    void theDatabaseRefusesToChangeTheLedger(String statement) {
        new WrittenDownByStaff().donorWhoSaidSo();
        donorWithConsents();
        assertThrows(
                SQLException.class,
                () -> {
                    try (var connection = database.getConnection();
                            var change = connection.createStatement()) {
                        change.execute(statement);
                    }
                });
    }
}
