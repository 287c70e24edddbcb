-- Whether a document shows a sign in place of letters its typeface lacks, so that somebody looks at it before it goes out.
ALTER TABLE tax_statement_pdf ADD COLUMN letters_missing boolean NOT NULL DEFAULT false;
-- Few documents: found and counted without reading the others.
CREATE INDEX ix_tax_statement_pdf_letters ON tax_statement_pdf (statement_id) WHERE letters_missing;
