package org.almoner.pdf;

import java.nio.ByteBuffer;
import java.util.List;

/** Signs documents; safe for many threads. */
public interface PdfSigner {

    /** The most bytes a signature has; so much room is left for it in the file. */
    int room();

    /**
     * Signs a file.
     *
     * @param parts what stands before and behind the signature, in this order, each in an array;
     *     nothing else is left out of it
     * @return a CMS signature (RFC 5652) as CAdES has it, detached, in DER
     * @throws IllegalStateException when the key refuses
     */
    byte[] sign(List<ByteBuffer> parts);
}
