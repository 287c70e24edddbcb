package org.almoner.pdf;

import java.time.Instant;

/**
 * How a document is signed.
 *
 * @param signer whose key
 * @param at when the signer says it was; kept in whole seconds
 * @param name what a reader says of the signature when it is read aloud, in the document's language
 */
public record PdfSigning(PdfSigner signer, Instant at, String name) {}
