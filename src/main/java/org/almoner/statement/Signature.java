package org.almoner.statement;

import java.time.LocalDate;

/**
 * Who answers for a document, and how that is shown.
 *
 * @param mode by hand, or by a facsimile that the machine sets
 * @param name of the person who is authorised to sign
 * @param role such as {@code Vorstand}
 * @param facsimile SHA-256 of the picture, hexadecimal; {@code null} when signed by hand
 * @param notifiedOffice tax office that was told of the machine's procedure; {@code null} outside
 *     Germany or when signed by hand
 * @param notifiedOn date of that letter (R 10b.1(4) EStR); {@code null} likewise
 */
public record Signature(
        Mode mode,
        String name,
        String role,
        String facsimile,
        String notifiedOffice,
        LocalDate notifiedOn) {

    /** How a document is signed. */
    public enum Mode {
        /** An empty line for a pen; such a document is printed and never mailed. */
        HAND,
        /** A picture of a signature. */
        FACSIMILE
    }
}
