package org.almoner.consent;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import org.almoner.donor.DonorId;
import org.almoner.id.Ids;
import org.almoner.problem.DomainProblem;
import org.almoner.sql.Sql;

/**
 * Evidence of what staff write down: signed forms, kept whole, and what is known of calls. It goes
 * with the last proof that points to it; what was never pointed to goes after a day.
 */
@Singleton
public class ConsentEvidence {

    /** How long a form waits for the answer that it proves. */
    static final Duration WAITS = Duration.ofDays(1);

    private static final String KNOWN =
            "SELECT id, media_type, sha256, octet_length(content) AS bytes, taken_at"
                    + " FROM consent_evidence WHERE donor_id = ? AND ";

    private static final String KEEP =
            "INSERT INTO consent_evidence (id, donor_id, kind, media_type, content, sha256, taken_at,"
                    + " taken_by) VALUES (?, ?, 'DOCUMENT', ?, ?, ?, ?, ?)"
                    + " ON CONFLICT ON CONSTRAINT uq_consent_evidence_document DO NOTHING";

    private static final String KEEP_CALL =
            "INSERT INTO consent_evidence (id, donor_id, kind, caller, spoken_by, called_at, note,"
                    + " taken_at, taken_by) VALUES (?, ?, 'CALL', ?, ?, ?, ?, ?, ?)";

    private static final String OF_ANSWER =
            "SELECT v.media_type, v.sha256, v.content FROM consent_event e"
                    + " JOIN consent_proof p ON p.id = e.proof_id"
                    + " JOIN consent_evidence v ON v.id = p.evidence_id"
                    + " WHERE e.id = ? AND v.kind = 'DOCUMENT'";

    private static final String FORGET =
            "DELETE FROM consent_evidence v WHERE v.taken_at < ? AND NOT EXISTS"
                    + " (SELECT 1 FROM consent_proof p WHERE p.evidence_id = v.id)";

    private final Sql sql;
    private final Ids ids;
    private final InstantSource clock;

    ConsentEvidence(Sql sql, Ids ids, InstantSource clock) {
        this.sql = sql;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * A form that is kept.
     *
     * @param bytes its length
     * @param sha256 of its bytes
     */
    public record Kept(UUID id, String mediaType, int bytes, String sha256, Instant takenAt) {}

    /** A form as it was brought; prints nothing of it. */
    public record Document(String mediaType, String sha256, byte[] content) {

        @Override
        public String toString() {
            return "Document";
        }
    }

    /**
     * Keeps a form, in the caller's transaction. The form is its own key: the same one of the same
     * record again is the one that is kept already.
     *
     * @param by who of the staff brings it
     * @throws DomainProblem 400, 413 as {@link DocumentType#required}; nothing is kept then
     */
    @Transactional(TxType.MANDATORY)
    public Kept keep(DonorId donor, byte[] content, String by) {
        String type = DocumentType.required(content);
        String hash = sha256(content);
        sql.write(
                KEEP,
                ids.next(),
                donor.value(),
                type,
                content,
                hash,
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                by);
        return sql.one(KNOWN + "sha256 = ?", ConsentEvidence::kept, donor.value(), hash)
                .orElseThrow();
    }

    /** The form that proves an answer; empty for none, for a call, and once it was deleted. */
    public Optional<Document> of(UUID answer) {
        return sql.one(
                OF_ANSWER,
                row -> new Document(row.getString(1), row.getString(2), row.getBytes(3)),
                answer);
    }

    /** A form of this record; empty when there is no such form, or it is another's. */
    Optional<EvidenceMark> form(DonorId donor, UUID id) {
        return sql.one(
                        KNOWN + "id = ? AND kind = 'DOCUMENT'",
                        ConsentEvidence::kept,
                        donor.value(),
                        id)
                .map(it -> EvidenceMark.ofDocument(it.id(), it.mediaType(), it.sha256()));
    }

    /** Keeps what is known of a call, in the caller's transaction. */
    EvidenceMark call(DonorId donor, ConsentCall call, String by) {
        EvidenceMark mark = EvidenceMark.ofCall(ids.next(), call);
        sql.write(
                KEEP_CALL,
                mark.id(),
                donor.value(),
                call.by().name(),
                call.spokenBy(),
                call.at(),
                call.note(),
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                by);
        return mark;
    }

    /** Forgets forms that nothing was written down from. */
    @Scheduled(
            every = "{almoner.consent.forget-forms-every}",
            delayed = "{almoner.consent.forget-forms-every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void forget() {
        QuarkusTransaction.requiringNew()
                .run(() -> sql.write(FORGET, clock.instant().minus(WAITS)));
    }

    private static Kept kept(ResultSet row) throws SQLException {
        return new Kept(
                Sql.id(row, "id"),
                row.getString("media_type"),
                row.getInt("bytes"),
                row.getString("sha256"),
                Sql.instant(row, "taken_at"));
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
