package org.almoner.tax;

import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.almoner.office.OfficeCode;
import org.almoner.problem.DomainProblem;
import org.almoner.problem.ProblemType;
import org.almoner.signature.DocumentSigner;
import org.almoner.signature.DocumentSigners;
import org.almoner.statement.StatementMark;
import org.almoner.statement.StatementPrint;
import org.almoner.statement.StatementRecord;
import org.almoner.statement.WriteStatement;
import org.jboss.logging.Logger;

/**
 * Makes the document of a frozen statement, with the electronic signature of its office. What is
 * issued is kept as it was made then; a marked copy is made when somebody asks for it, and signed
 * with the key of that day.
 */
@Singleton
class MakeDocument {

    private static final Logger LOG = Logger.getLogger(MakeDocument.class);

    private final TermsOfStatements terms;
    private final DocumentSigners signers;
    private final WriteStatement write;
    private final InstantSource clock;

    MakeDocument(
            TermsOfStatements terms,
            DocumentSigners signers,
            WriteStatement write,
            InstantSource clock) {
        this.terms = terms;
        this.signers = signers;
        this.write = write;
        this.clock = clock;
    }

    /**
     * A document.
     *
     * @param certificate SHA-256 of the certificate it is signed under, hexadecimal; {@code null}
     *     without a signature
     * @param lettersMissing whether a sign stands in place of letters that the typeface lacks
     */
    record Made(byte[] bytes, String certificate, boolean lettersMissing) {

        String sha256() {
            return TermsOfStatements.sha256(bytes);
        }

        @Override
        public String toString() {
            return "Made[" + bytes.length + "]";
        }
    }

    /**
     * Makes it.
     *
     * @throws DomainProblem 409 when the office's terms on the day of issue want a signature, and
     *     none of its certificates is valid; a cancelled print confirms nothing and needs none
     */
    Made document(StatementRecord record, StatementMark mark) {
        Instant now = clock.instant();
        Optional<DocumentSigner> signer = signer(record, mark, now);
        ByteArrayOutputStream out = new ByteArrayOutputStream(96 * 1024);
        boolean lettersMissing;
        try {
            byte[] facsimile = terms.picture(record.issuer().signature().facsimile());
            lettersMissing =
                    write.write(
                            record,
                            new StatementPrint(mark, facsimile, signer.orElse(null), now),
                            out);
        } catch (IOException | RuntimeException failure) {
            LOG.errorf("The document of statement %s cannot be written", record.number());
            throw failure instanceof IOException io
                    ? new UncheckedIOException("A document cannot be written", io)
                    : (RuntimeException) failure;
        }
        return new Made(
                out.toByteArray(),
                signer.map(it -> it.certificate().sha256()).orElse(null),
                lettersMissing);
    }

    private Optional<DocumentSigner> signer(
            StatementRecord record, StatementMark mark, Instant now) {
        OfficeCode office = new OfficeCode(record.issuer().office());
        Optional<DocumentSigner> found = signers.validFor(office, now);
        boolean isNeeded =
                mark != StatementMark.CANCELLED
                        && terms.on(office, record.issuedOn())
                                .filter(StatementTerms::mustBeSigned)
                                .isPresent();
        if (isNeeded && found.isEmpty()) {
            throw DomainProblem.of(
                    ProblemType.WRONG_STATE,
                    "The office signs its documents, and has no valid certificate at present.");
        }
        return found;
    }
}
