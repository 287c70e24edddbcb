-- A Dutch overview sums up periodic gifts by transactienummer; frozen with the line, as all that a statement says.
ALTER TABLE tax_statement_line
    ADD COLUMN agreement varchar(10),
    ADD CONSTRAINT ck_tax_statement_line_agreement CHECK (agreement ~ '^[0-9]{10}$');
