package org.almoner.consent;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * One link of a donor's chain.
 *
 * @param seq place in the chain, from 1
 * @param proof where the proof lies, and its digest
 * @param prevHash hash of the link before, {@link #GENESIS} for the first
 */
record ConsentEvent(
        UUID id,
        UUID donor,
        long seq,
        Said said,
        Frame frame,
        ProofMark proof,
        String prevHash,
        String hash) {

    /** What the first link points back to. */
    static final String GENESIS = "0".repeat(64);

    /** What was answered to which words. */
    record Said(
            ConsentPurpose purpose,
            ConsentChannel channel,
            String textId,
            int textVersion,
            String locale,
            String textHash,
            ConsentDecision decision,
            String office,
            String recipient,
            String legalBasis) {}

    /**
     * Where, when and how.
     *
     * @param at when it was said, to the microsecond, as the database keeps it
     * @param recorded {@code null} for what was written down as it was said
     */
    record Frame(String country, Instant at, String method, String origin, Recorded recorded) {

        /** Of what was written down as it was said. */
        Frame(String country, Instant at, String method, String origin) {
            this(country, at, method, origin, null);
        }
    }

    /**
     * Written down by staff, after it was said.
     *
     * @param at to the microsecond
     * @param actor who did
     */
    record Recorded(Instant at, String actor) {

        /** From columns of {@code consent_event}; {@code null} where nobody of the staff wrote. */
        static Recorded read(ResultSet row) throws SQLException {
            OffsetDateTime at = row.getObject("recorded_at", OffsetDateTime.class);
            return at == null ? null : new Recorded(at.toInstant(), row.getString("actor"));
        }
    }

    /** The proof without what it proves. */
    record ProofMark(UUID id, String digest) {}

    static ConsentEvent following(
            ConsentEvent.Position position, UUID id, Said said, Frame frame, ProofMark proof) {
        String hash = hash(position, id, said, frame, proof);
        return new ConsentEvent(
                id,
                position.donor(),
                position.seq(),
                said,
                frame,
                proof,
                position.prevHash(),
                hash);
    }

    /** Where a link goes. */
    record Position(UUID donor, long seq, String prevHash) {}

    /** Whether the hash belongs to the content. */
    boolean isGenuine() {
        return hash.equals(hash(new Position(donor, seq, prevHash), id, said, frame, proof));
    }

    private static String hash(
            Position position, UUID id, Said said, Frame frame, ProofMark proof) {
        List<Object> parts =
                List.of(
                        frame.recorded() == null ? "consent-1" : "consent-2",
                        position.prevHash(),
                        position.donor(),
                        position.seq(),
                        id,
                        said.purpose(),
                        said.channel(),
                        said.textId(),
                        said.textVersion(),
                        said.locale(),
                        said.textHash(),
                        said.decision(),
                        said.office(),
                        said.recipient(),
                        said.legalBasis(),
                        frame.country(),
                        frame.at(),
                        frame.method(),
                        frame.origin(),
                        proof.id(),
                        proof.digest());
        if (frame.recorded() == null) {
            return Digest.of(parts);
        }
        List<Object> all = new ArrayList<>(parts);
        all.add(frame.recorded().at());
        all.add(frame.recorded().actor());
        return Digest.of(all);
    }
}
