package org.almoner.periodic;

import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import org.almoner.consent.DocumentType;
import org.almoner.id.Ids;
import org.almoner.problem.DomainProblem;
import org.almoner.sql.Sql;

/** Signed forms as they came back, scanned. They go when no law needs their agreement any more. */
@Singleton
public class SignedForms {

    private static final String KEEP =
            "INSERT INTO periodic_gift_document (id, agreement_id, media_type, content, sha256, taken_at,"
                    + " taken_by) VALUES (?, ?, ?, ?, ?, ?, ?)"
                    + " ON CONFLICT ON CONSTRAINT uq_periodic_gift_document_content DO NOTHING";

    private static final String KNOWN =
            "SELECT id, media_type, sha256, octet_length(content) AS bytes, taken_at"
                    + " FROM periodic_gift_document WHERE agreement_id = ? AND sha256 = ?";

    private final Sql sql;
    private final Ids ids;
    private final InstantSource clock;

    SignedForms(Sql sql, Ids ids, InstantSource clock) {
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
    public record Content(String mediaType, byte[] bytes) {

        @Override
        public String toString() {
            return "Content[" + mediaType + "]";
        }
    }

    /**
     * Keeps a form, in the caller's transaction. It is its own key: the same one of the same
     * agreement again is the one that is kept already.
     *
     * @param by who of the staff brings it
     * @throws DomainProblem 400, 413 as {@link DocumentType#required}; nothing is kept then
     */
    @Transactional(TxType.MANDATORY)
    public Kept keep(UUID agreement, byte[] content, String by) {
        String type = DocumentType.required(content);
        String hash = sha256(content);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        sql.write(KEEP, ids.next(), agreement, type, content, hash, now, by);
        return sql.one(
                        KNOWN,
                        row ->
                                new Kept(
                                        Sql.id(row, "id"),
                                        row.getString("media_type"),
                                        row.getInt("bytes"),
                                        row.getString("sha256"),
                                        Sql.instant(row, "taken_at")),
                        agreement,
                        hash)
                .orElseThrow();
    }

    /** Whether a form belongs to an agreement. */
    public boolean isOf(UUID agreement, UUID document) {
        return sql.one(
                        "SELECT id FROM periodic_gift_document WHERE id = ? AND agreement_id = ?",
                        row -> Sql.id(row, "id"),
                        document,
                        agreement)
                .isPresent();
    }

    /** The form by which an agreement was signed; empty when only paper is kept. */
    public Optional<Content> of(UUID agreement) {
        return sql.one(
                "SELECT d.media_type, d.content FROM periodic_gift_agreement a"
                        + " JOIN periodic_gift_document d ON d.id = a.document_id WHERE a.id = ?",
                row -> new Content(row.getString("media_type"), row.getBytes("content")),
                agreement);
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
