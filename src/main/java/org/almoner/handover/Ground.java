package org.almoner.handover;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import org.almoner.consent.ConsentStanding;
import org.almoner.contact.TransferDecision;
import org.almoner.contact.TransferInstrument;

/**
 * On what a hand-over rests.
 *
 * @param rule id in {@code transfer-rules.yaml}; {@code null} where the data do not leave the
 *     office
 * @param law the provision; {@code null} as the rule
 * @param agreement what the offices signed; {@code null} where nothing has to be
 * @param answer what the person said or was told; {@code null} where nothing has to be
 */
public record Ground(
        TransferInstrument instrument, String rule, String law, String agreement, Answer answer) {

    /**
     * The words that were answered.
     *
     * @param id the link of the person's chain
     * @param text id of the text
     * @param version of the text
     * @param sha256 of the very words, hexadecimal
     */
    public record Answer(UUID id, String text, int version, String sha256) {

        static Answer of(ConsentStanding told) {
            return told == null
                    ? null
                    : new Answer(
                            told.event(),
                            told.words().id(),
                            told.words().version(),
                            hash(told.words().text()));
        }

        private static String hash(String words) {
            try {
                return HexFormat.of()
                        .formatHex(
                                MessageDigest.getInstance("SHA-256")
                                        .digest(words.getBytes(StandardCharsets.UTF_8)));
            } catch (NoSuchAlgorithmException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }

    static Ground of(TransferDecision.Yes yes) {
        return new Ground(
                yes.instrument(),
                yes.source() == null ? null : yes.source().id(),
                yes.source() == null ? null : yes.source().law(),
                yes.agreement(),
                Answer.of(yes.answer()));
    }
}
