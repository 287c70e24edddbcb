-- How an office confirms gifts to tax offices, effective-dated: who signs, what the machine may do, when a gift is
-- safe from being taken back. A row in force is never rewritten.
CREATE TABLE statement_terms (
    office     varchar(8)  NOT NULL,
    valid_from date        NOT NULL,
    sha256     varchar(64) NOT NULL,
    terms      jsonb       NOT NULL,
    CONSTRAINT pk_statement_terms PRIMARY KEY (office, valid_from),
    CONSTRAINT fk_statement_terms_office FOREIGN KEY (office) REFERENCES office (code)
);
