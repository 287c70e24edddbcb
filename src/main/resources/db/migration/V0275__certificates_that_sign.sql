-- Under which certificates offices have ever signed documents, so that whoever holds one can compare.
CREATE TABLE signer_certificate (
    -- of the certificate in DER
    sha256        varchar(64) NOT NULL,
    office        varchar(8)  NOT NULL,
    subject       text        NOT NULL,
    issuer        text        NOT NULL,
    serial_number varchar(80) NOT NULL,
    valid_from    timestamptz NOT NULL,
    valid_until   timestamptz NOT NULL,
    known_since   timestamptz NOT NULL,
    CONSTRAINT pk_signer_certificate PRIMARY KEY (sha256),
    CONSTRAINT ck_signer_certificate_sha256 CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    CONSTRAINT ck_signer_certificate_valid CHECK (valid_from < valid_until)
);
CREATE INDEX ix_signer_certificate_office ON signer_certificate (office, known_since DESC, sha256);
