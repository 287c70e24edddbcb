package org.almoner.signature;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.almoner.office.OfficeCode;

/** Who signs for which office; known from start-up on. */
@Singleton
public class DocumentSigners {

    private volatile Map<OfficeCode, DocumentSigner> signers = Map.of();

    DocumentSigners() {}

    /** Who signs for an office, whether its certificate is still valid or not. */
    public Optional<DocumentSigner> of(OfficeCode office) {
        return Optional.ofNullable(signers.get(office));
    }

    /** Who can sign for an office at a moment; empty when its certificate has ended by then. */
    public Optional<DocumentSigner> validFor(OfficeCode office, Instant moment) {
        return of(office).filter(it -> it.isValidAt(moment));
    }

    void publish(Map<OfficeCode, DocumentSigner> found) {
        signers = Map.copyOf(found);
    }
}
