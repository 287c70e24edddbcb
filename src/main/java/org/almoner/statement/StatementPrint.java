package org.almoner.statement;

import java.time.Instant;
import org.almoner.pdf.PdfSigner;

/**
 * How a statement is put on paper.
 *
 * @param mark which of the prints it is
 * @param facsimilePng picture of the signature; {@code null} when it is signed by hand
 * @param signer who signs the file; {@code null} for nobody
 * @param at when it is made: what the signature says of itself
 */
public record StatementPrint(
        StatementMark mark, byte[] facsimilePng, PdfSigner signer, Instant at) {

    /** A print without an electronic signature. */
    static StatementPrint unsigned(StatementMark mark, byte[] facsimilePng) {
        return new StatementPrint(mark, facsimilePng, null, null);
    }

    @Override
    public String toString() {
        return "StatementPrint[" + mark + "]";
    }
}
