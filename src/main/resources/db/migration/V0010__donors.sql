-- Donors. Whoever writes exactly the same data to the same office is the same donor; anything
-- different is a new one, so that nobody changes another's record by knowing name and address.

CREATE TABLE donor (
    id            uuid         NOT NULL,
    office_code   varchar(8)   NOT NULL,
    -- SHA-256 over all personal fields; goes with them when they are erased
    identity_hash varchar(64)  NOT NULL,
    kind          varchar(12)  NOT NULL,
    salutation    varchar(10),
    title         varchar(50),
    first_name    varchar(200),
    last_name     varchar(200),
    organisation  varchar(200),
    email         varchar(254) NOT NULL,
    phone         varchar(16),
    street        varchar(150) NOT NULL,
    house_number  varchar(20),
    extra         varchar(150),
    postcode      varchar(16),
    town          varchar(100) NOT NULL,
    region        varchar(100),
    country       varchar(2)   NOT NULL,
    locale        varchar(2)   NOT NULL,
    created_at    timestamptz  NOT NULL,
    last_seen_at  timestamptz  NOT NULL,
    CONSTRAINT pk_donor PRIMARY KEY (id),
    CONSTRAINT uq_donor_identity UNIQUE (office_code, identity_hash),
    CONSTRAINT ck_donor_office CHECK (office_code ~ '^[A-Z][A-Z0-9-]{1,7}$'),
    CONSTRAINT ck_donor_identity_hash CHECK (identity_hash ~ '^[0-9a-f]{64}$'),
    CONSTRAINT ck_donor_kind CHECK (kind IN ('PERSON', 'ORGANISATION')),
    CONSTRAINT ck_donor_person CHECK (
        kind <> 'PERSON'
        OR (first_name IS NOT NULL AND last_name IS NOT NULL AND organisation IS NULL)),
    CONSTRAINT ck_donor_organisation CHECK (kind <> 'ORGANISATION' OR organisation IS NOT NULL),
    CONSTRAINT ck_donor_contact CHECK (
        (last_name IS NULL) = (salutation IS NULL)
        AND (last_name IS NOT NULL OR (first_name IS NULL AND title IS NULL))),
    CONSTRAINT ck_donor_salutation CHECK (salutation IN ('MR', 'MS', 'NEUTRAL')),
    -- one address, no blanks and no line ends: it goes into mail headers
    CONSTRAINT ck_donor_email CHECK (
        email ~ '^[^@[:space:][:cntrl:]<>,;:"]+@[^@[:space:][:cntrl:]<>,;:"]+$'),
    CONSTRAINT ck_donor_phone CHECK (phone ~ '^\+[1-9][0-9]{4,14}$'),
    CONSTRAINT ck_donor_country CHECK (country ~ '^[A-Z]{2}$'),
    CONSTRAINT ck_donor_locale CHECK (locale IN ('de', 'en', 'nl', 'fr')),
    CONSTRAINT ck_donor_one_line CHECK (
        concat(title, first_name, last_name, organisation, street, house_number, extra, postcode,
               town, region) !~ '[[:cntrl:]]'),
    CONSTRAINT ck_donor_seen CHECK (last_seen_at >= created_at)
);

-- Staff look donors up by address and by name.
CREATE INDEX ix_donor_email ON donor (lower(email));
