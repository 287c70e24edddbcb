package org.almoner.consent;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What a proof remembers of the evidence that was kept with it.
 *
 * @param digest over kind, type and hash of a document, or over all that is known of a call
 */
record EvidenceMark(UUID id, String digest) {

    private static final String DOCUMENT = "DOCUMENT";
    private static final String CALL = "CALL";

    static EvidenceMark ofDocument(UUID id, String mediaType, String sha256) {
        return new EvidenceMark(id, digest(DOCUMENT, mediaType, sha256));
    }

    /** The moment must be cut as the database keeps it. */
    static EvidenceMark ofCall(UUID id, ConsentCall call) {
        return new EvidenceMark(
                id, digest(CALL, call.by().name(), call.at(), call.spokenBy(), call.note()));
    }

    private static String digest(String kind, Object... parts) {
        return Digest.of(
                Stream.concat(Stream.of("evidence-1", kind), Arrays.stream(parts)).toList());
    }

    /**
     * Whether evidence that still exists is the one the proof remembers.
     *
     * @param row columns of {@code consent_evidence}, the kind as {@code evidence_kind}, and the
     *     proof's {@code evidence_digest}
     */
    static boolean holds(ResultSet row) throws SQLException {
        String kind = row.getString("evidence_kind");
        String digest = row.getString("evidence_digest");
        if (kind == null) {
            return true;
        }
        Instant calledAt =
                kind.equals(CALL)
                        ? row.getObject("called_at", OffsetDateTime.class).toInstant()
                        : null;
        String found =
                kind.equals(CALL)
                        ? digest(
                                kind,
                                row.getString("caller"),
                                calledAt,
                                row.getString("spoken_by"),
                                row.getString("note"))
                        : digest(kind, row.getString("media_type"), row.getString("sha256"));
        return Objects.equals(digest, found);
    }
}
