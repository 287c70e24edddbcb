-- What an office offered to givers from a day on: suggestions, limits, ways to pay, fields asked.

CREATE TABLE giving_terms (
    office     varchar(8)  NOT NULL,
    valid_from date        NOT NULL,
    sha256     varchar(64) NOT NULL,
    terms      jsonb       NOT NULL,
    CONSTRAINT pk_giving_terms PRIMARY KEY (office, valid_from),
    CONSTRAINT fk_giving_terms_office FOREIGN KEY (office) REFERENCES office (code),
    CONSTRAINT ck_giving_terms_sha256 CHECK (sha256 ~ '^[0-9a-f]{64}$')
);
