-- With what an office hands its bookings over to DATEV, from a day on, as datev.yaml says it. What was in force is
-- never rewritten: the loader refuses a file that would.
CREATE TABLE datev_terms (
    office     varchar(8)  NOT NULL,
    valid_from date        NOT NULL,
    sha256     varchar(64) NOT NULL,
    terms      jsonb       NOT NULL,
    CONSTRAINT pk_datev_terms PRIMARY KEY (office, valid_from),
    CONSTRAINT fk_datev_terms_office FOREIGN KEY (office) REFERENCES office (code)
);
