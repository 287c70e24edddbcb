-- What the tax office decided, and up to which amount it wants no formal confirmation. Papers quote
-- the latest that is valid on their day, so a row that was valid once is never changed.

CREATE TABLE office_tax_notice (
    office            varchar(8)    NOT NULL,
    valid_from        date          NOT NULL,
    sha256            varchar(64)   NOT NULL,
    kind              varchar(24)   NOT NULL,
    tax_office        varchar(100)  NOT NULL,
    tax_number        varchar(40)   NOT NULL,
    dated             date          NOT NULL,
    assessment_period varchar(40),
    purposes          varchar(1000) NOT NULL,
    CONSTRAINT pk_office_tax_notice PRIMARY KEY (office, valid_from),
    CONSTRAINT fk_office_tax_notice_office FOREIGN KEY (office) REFERENCES office (code),
    CONSTRAINT ck_office_tax_notice_kind
        CHECK (kind IN ('FREISTELLUNGSBESCHEID', 'ANLAGE_KST', 'SIXTY_A')),
    CONSTRAINT ck_office_tax_notice_dated CHECK (dated <= valid_from),
    CONSTRAINT ck_office_tax_notice_period
        CHECK ((kind = 'SIXTY_A') = (assessment_period IS NULL)),
    CONSTRAINT ck_office_tax_notice_sha256 CHECK (sha256 ~ '^[0-9a-f]{64}$')
);

CREATE TABLE office_proof_limit (
    office     varchar(8)  NOT NULL,
    valid_from date        NOT NULL,
    sha256     varchar(64) NOT NULL,
    minor      bigint      NOT NULL,
    CONSTRAINT pk_office_proof_limit PRIMARY KEY (office, valid_from),
    CONSTRAINT fk_office_proof_limit_office FOREIGN KEY (office) REFERENCES office (code),
    CONSTRAINT ck_office_proof_limit_minor CHECK (minor > 0),
    CONSTRAINT ck_office_proof_limit_sha256 CHECK (sha256 ~ '^[0-9a-f]{64}$')
);
