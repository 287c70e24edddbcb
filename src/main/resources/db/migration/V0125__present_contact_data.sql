-- What a person says of himself today. It lies over the donors' rows of the account and never rewrites them: a row
-- is what was written on that day. Everything that writes to a donor from now on reads this first (donor.DonorBook).
CREATE TABLE account_contact (
    account_id   uuid         NOT NULL,
    kind         varchar(12)  NOT NULL,
    salutation   varchar(10),
    title        varchar(50),
    first_name   varchar(200),
    last_name    varchar(200),
    organisation varchar(200),
    -- one of the account's proved addresses
    email        varchar(254) NOT NULL,
    phone        varchar(16),
    street       varchar(150) NOT NULL,
    house_number varchar(20),
    extra        varchar(150),
    postcode     varchar(16),
    town         varchar(100) NOT NULL,
    region       varchar(100),
    country      varchar(2)   NOT NULL,
    locale       varchar(2)   NOT NULL,
    changed_at   timestamptz  NOT NULL,
    version      integer      NOT NULL,
    CONSTRAINT pk_account_contact PRIMARY KEY (account_id),
    CONSTRAINT fk_account_contact_account FOREIGN KEY (account_id) REFERENCES donor_account (id),
    CONSTRAINT ck_account_contact_kind CHECK (kind IN ('PERSON', 'ORGANISATION')),
    CONSTRAINT ck_account_contact_person CHECK (
        kind <> 'PERSON'
        OR (first_name IS NOT NULL AND last_name IS NOT NULL AND organisation IS NULL)),
    CONSTRAINT ck_account_contact_organisation CHECK (kind <> 'ORGANISATION' OR organisation IS NOT NULL),
    CONSTRAINT ck_account_contact_contact CHECK (
        (last_name IS NULL) = (salutation IS NULL)
        AND (last_name IS NOT NULL OR (first_name IS NULL AND title IS NULL))),
    CONSTRAINT ck_account_contact_salutation CHECK (salutation IN ('MR', 'MS', 'NEUTRAL')),
    CONSTRAINT ck_account_contact_email CHECK (
        email ~ '^[^@[:space:][:cntrl:]<>,;:"]+@[^@[:space:][:cntrl:]<>,;:"]+$'),
    CONSTRAINT ck_account_contact_phone CHECK (phone ~ '^\+[1-9][0-9]{4,14}$'),
    CONSTRAINT ck_account_contact_country CHECK (country ~ '^[A-Z]{2}$'),
    CONSTRAINT ck_account_contact_locale CHECK (locale IN ('de', 'en', 'nl', 'fr')),
    CONSTRAINT ck_account_contact_one_line CHECK (
        concat(title, first_name, last_name, organisation, street, house_number, extra, postcode,
               town, region) !~ '[[:cntrl:]]'),
    CONSTRAINT ck_account_contact_version CHECK (version >= 1)
);
