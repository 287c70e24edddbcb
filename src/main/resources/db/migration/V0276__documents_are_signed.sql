-- By which certificate a document was signed as it was issued; without one where it carries no signature.
ALTER TABLE tax_statement_pdf
    ADD COLUMN certificate varchar(64),
    ADD CONSTRAINT fk_tax_statement_pdf_certificate FOREIGN KEY (certificate) REFERENCES signer_certificate (sha256);
