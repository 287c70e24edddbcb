package org.almoner.consent;

import java.time.Instant;
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
     * @param at to the microsecond, as the database keeps it
     */
    record Frame(String country, Instant at, String method, String origin) {}

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
        return Digest.of(
                List.of(
                        "consent-1",
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
                        proof.digest()));
    }
}
