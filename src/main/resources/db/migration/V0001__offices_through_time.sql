-- The legal entities that receive gifts. What never changes stands in office, the rest in versions
-- that are in force from a day on (at the office's own zone) until the next version's day.

CREATE TABLE office (
    code         varchar(8)  NOT NULL,
    jurisdiction varchar(2)  NOT NULL,
    country      varchar(2)  NOT NULL,
    currency     varchar(3)  NOT NULL,
    zone         varchar(40) NOT NULL,
    CONSTRAINT pk_office PRIMARY KEY (code),
    CONSTRAINT uq_office_country UNIQUE (country),
    CONSTRAINT ck_office_code CHECK (code ~ '^[A-Z][A-Z0-9-]{1,7}$'),
    CONSTRAINT ck_office_jurisdiction CHECK (jurisdiction IN ('DE', 'GB', 'NL', 'CA', 'AU', 'US')),
    CONSTRAINT ck_office_country CHECK (country ~ '^[A-Z]{2}$'),
    CONSTRAINT ck_office_currency CHECK (currency ~ '^[A-Z]{3}$')
);

CREATE TABLE office_version (
    office              varchar(8)   NOT NULL,
    valid_from          date         NOT NULL,
    sha256              varchar(64)  NOT NULL,
    takes_gifts         boolean      NOT NULL,
    legal_name          varchar(140) NOT NULL,
    street              varchar(100) NOT NULL,
    house_number        varchar(20)  NOT NULL,
    postcode            varchar(12)  NOT NULL,
    town                varchar(100) NOT NULL,
    region              varchar(40),
    locales             text[]       NOT NULL,
    default_locale      varchar(8)   NOT NULL,
    sender_name         varchar(100) NOT NULL,
    sender_address      varchar(254) NOT NULL,
    reply_to            varchar(254) NOT NULL,
    website             varchar(200) NOT NULL,
    account_holder      varchar(70)  NOT NULL,
    iban                varchar(34),
    bank_code           varchar(12),
    account_number      varchar(20),
    bic                 varchar(11),
    creditor_identifier varchar(35),
    tax_year_start      varchar(5)   NOT NULL,
    signatory_place     varchar(100) NOT NULL,
    CONSTRAINT pk_office_version PRIMARY KEY (office, valid_from),
    CONSTRAINT fk_office_version_office FOREIGN KEY (office) REFERENCES office (code),
    CONSTRAINT ck_office_version_sha256 CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    CONSTRAINT ck_office_version_locales CHECK (default_locale = ANY (locales)),
    CONSTRAINT ck_office_version_iban CHECK (iban ~ '^[A-Z]{2}[0-9]{2}[A-Z0-9]{8,30}$'),
    CONSTRAINT ck_office_version_bic CHECK (bic ~ '^[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?$'),
    CONSTRAINT ck_office_version_account CHECK
        (iban IS NOT NULL OR (bank_code IS NOT NULL AND account_number IS NOT NULL)),
    CONSTRAINT ck_office_version_tax_year CHECK (tax_year_start ~ '^(0[1-9]|1[0-2])-[0-3][0-9]$')
);

CREATE TABLE office_registration (
    office     varchar(8)  NOT NULL,
    valid_from date        NOT NULL,
    kind       varchar(40) NOT NULL,
    number     varchar(40) NOT NULL,
    authority  varchar(100),
    CONSTRAINT pk_office_registration PRIMARY KEY (office, valid_from, kind),
    CONSTRAINT fk_office_registration_version FOREIGN KEY (office, valid_from)
        REFERENCES office_version (office, valid_from) ON DELETE CASCADE
);
