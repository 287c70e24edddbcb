package org.almoner.consent;

import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** Reads and checks the chains of some donors at a time, in one statement and constant memory. */
@Singleton
class ChainSlice {

    /** One snapshot of heads and links; links without a head are in it as well. */
    private static final String SLICE =
            """
            WITH heads AS (
                SELECT donor_id, length, head FROM consent_chain
                WHERE donor_id > ? ORDER BY donor_id LIMIT ?),
            bound AS (
                SELECT count(*) AS donors, (array_agg(donor_id ORDER BY donor_id DESC))[1] AS last
                FROM heads)
            SELECT coalesce(h.donor_id, e.donor_id) AS donor, h.length, h.head, e.*,
                   p.salt, p.ip, p.user_agent, p.evidence_id, p.evidence_digest, b.sha256 AS words_hash,
                   v.kind AS evidence_kind, v.media_type, v.sha256, v.caller, v.spoken_by,
                   v.called_at, v.note
            FROM heads h
            FULL JOIN (
                SELECT * FROM consent_event
                WHERE donor_id > ? AND donor_id <= (
                    SELECT CASE WHEN donors = ? THEN last
                           ELSE 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid END FROM bound)
                ) e ON e.donor_id = h.donor_id
            LEFT JOIN consent_proof p ON p.id = e.proof_id
            LEFT JOIN consent_evidence v ON v.id = p.evidence_id
            LEFT JOIN consent_text_body b ON b.id = e.text_id AND b.version = e.text_version
                AND b.locale = e.locale
            ORDER BY donor, e.seq
            """;

    private static final int FETCH = 2_000;

    private final DataSource database;

    ChainSlice(DataSource database) {
        this.database = database;
    }

    /**
     * What one slice holds.
     *
     * @param last the last donor of the slice; {@code null} when none comes after it
     */
    record Result(UUID last, long donors, long events, List<UUID> broken) {}

    /** Checks the next donors after the given one. */
    @Transactional
    Result after(UUID donor, int donors) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(SLICE)) {
            statement.setFetchSize(FETCH);
            statement.setObject(1, donor);
            statement.setInt(2, donors);
            statement.setObject(3, donor);
            statement.setInt(4, donors);
            Walk walk = new Walk();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    walk.take(rows);
                }
            }
            return walk.end(donors);
        } catch (SQLException failure) {
            throw new IllegalStateException("The consent ledger could not be verified", failure);
        }
    }

    /** Follows the links of one donor after another. */
    private static final class Walk {

        private final List<UUID> broken = new ArrayList<>();
        private UUID donor;
        private long headLength;
        private String head;
        private long length;
        private String hash;
        private boolean isSound = true;
        private long donors;
        private long events;

        void take(ResultSet row) throws SQLException {
            UUID next = row.getObject("donor", UUID.class);
            if (!next.equals(donor)) {
                finish();
                donor = next;
                donors++;
                head = row.getString("head");
                headLength = row.getLong("length");
                length = 0;
                hash = ConsentEvent.GENESIS;
                isSound = head != null;
            }
            if (row.getString("hash") != null) {
                events++;
                length++;
                isSound = isSound && follows(row);
                hash = row.getString("hash");
            }
        }

        Result end(int wanted) {
            finish();
            return new Result(donors < wanted ? null : donor, donors, events, broken);
        }

        private void finish() {
            if (donor != null && !(isSound && length == headLength && hash.equals(head))) {
                broken.add(donor);
            }
        }

        private boolean follows(ResultSet row) throws SQLException {
            ConsentEvent event = read(row);
            return event.seq() == length
                    && event.prevHash().equals(hash)
                    && event.isGenuine()
                    && event.said().textHash().equals(row.getString("words_hash"))
                    && proofHolds(row, event.proof());
        }

        /** A proof and its evidence may be gone, but they may not be others. */
        private static boolean proofHolds(ResultSet row, ConsentEvent.ProofMark mark)
                throws SQLException {
            String salt = row.getString("salt");
            if (salt == null) {
                return true;
            }
            String evidence = row.getString("evidence_digest");
            return new ConsentProof(
                                    mark.id(),
                                    salt,
                                    row.getString("ip"),
                                    row.getString("user_agent"),
                                    evidence == null
                                            ? null
                                            : new EvidenceMark(
                                                    row.getObject("evidence_id", UUID.class),
                                                    evidence))
                            .digest()
                            .equals(mark.digest())
                    && EvidenceMark.holds(row);
        }

        private static ConsentEvent read(ResultSet row) throws SQLException {
            var said =
                    new ConsentEvent.Said(
                            ConsentPurpose.valueOf(row.getString("purpose")),
                            ConsentChannel.valueOf(row.getString("channel")),
                            row.getString("text_id"),
                            row.getInt("text_version"),
                            row.getString("locale"),
                            row.getString("text_hash"),
                            ConsentDecision.valueOf(row.getString("decision")),
                            row.getString("office"),
                            row.getString("recipient"),
                            row.getString("legal_basis"));
            var frame =
                    new ConsentEvent.Frame(
                            row.getString("country"),
                            row.getObject("occurred_at", OffsetDateTime.class).toInstant(),
                            row.getString("method"),
                            row.getString("origin"),
                            ConsentEvent.Recorded.read(row));
            var proof =
                    new ConsentEvent.ProofMark(
                            row.getObject("proof_id", UUID.class), row.getString("proof_digest"));
            return new ConsentEvent(
                    row.getObject("id", UUID.class),
                    row.getObject("donor_id", UUID.class),
                    row.getLong("seq"),
                    said,
                    frame,
                    proof,
                    row.getString("prev_hash"),
                    row.getString("hash"));
        }
    }
}
