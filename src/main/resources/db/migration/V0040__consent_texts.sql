-- What donors are told and asked. A stored version never changes; only its last day may be set.

CREATE TABLE consent_text (
    id            varchar(60)  NOT NULL,
    version       integer      NOT NULL,
    purpose       varchar(30)  NOT NULL,
    channel       varchar(10)  NOT NULL,
    meaning       varchar(12)  NOT NULL,
    required      boolean      NOT NULL,
    double_opt_in boolean      NOT NULL,
    -- sorted, blank between them; * stands for every other country
    countries     varchar(800) NOT NULL,
    -- * stands for whichever office receives the gift
    office        varchar(8)   NOT NULL,
    recipient     varchar(8)   NOT NULL,
    legal_basis   varchar(200) NOT NULL,
    position      integer      NOT NULL,
    valid_from    timestamptz  NOT NULL,
    valid_to      timestamptz,
    CONSTRAINT pk_consent_text PRIMARY KEY (id, version),
    CONSTRAINT ck_consent_text_id CHECK (id ~ '^[a-z][a-z0-9-]{2,59}$'),
    CONSTRAINT ck_consent_text_version CHECK (version >= 1),
    CONSTRAINT ck_consent_text_purpose CHECK (
        purpose IN ('PRIVACY', 'TRANSFER_TO_OFFICE', 'NEWSLETTER')),
    CONSTRAINT ck_consent_text_channel CHECK (
        channel IN ('EMAIL', 'PHONE', 'SMS', 'POST', 'TRANSFER', 'NONE')),
    CONSTRAINT ck_consent_text_meaning CHECK (
        meaning IN ('INFORMATION', 'CONSENT', 'OBJECTION')),
    -- giving never depends on a consent (GDPR Art. 7(4)): only what informs may be required
    CONSTRAINT ck_consent_text_required CHECK (NOT required OR meaning = 'INFORMATION'),
    CONSTRAINT ck_consent_text_double_opt_in CHECK (
        NOT double_opt_in OR (meaning = 'CONSENT' AND channel = 'EMAIL')),
    CONSTRAINT ck_consent_text_countries CHECK (
        countries ~ '^([A-Z]{2}( [A-Z]{2})*|\*)$'),
    CONSTRAINT ck_consent_text_office CHECK (
        office ~ '^([A-Z][A-Z0-9-]{1,7}|\*)$' AND recipient ~ '^([A-Z][A-Z0-9-]{1,7}|\*)$'),
    CONSTRAINT ck_consent_text_valid CHECK (valid_to IS NULL OR valid_to >= valid_from)
);

CREATE TABLE consent_text_body (
    id      varchar(60)    NOT NULL,
    version integer        NOT NULL,
    locale  varchar(2)     NOT NULL,
    body    varchar(10000) NOT NULL,
    sha256  varchar(64)    NOT NULL,
    CONSTRAINT pk_consent_text_body PRIMARY KEY (id, version, locale),
    CONSTRAINT fk_consent_text_body_text FOREIGN KEY (id, version)
        REFERENCES consent_text (id, version),
    CONSTRAINT ck_consent_text_body_locale CHECK (locale IN ('de', 'en', 'nl', 'fr')),
    -- the words themselves answer for their hash
    CONSTRAINT ck_consent_text_body_sha256 CHECK (
        sha256 = encode(sha256(convert_to(body, 'UTF8')), 'hex'))
);

CREATE FUNCTION consent_text_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND TG_TABLE_NAME = 'consent_text'
       AND to_jsonb(NEW) - 'valid_to' - 'position' = to_jsonb(OLD) - 'valid_to' - 'position' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'A stored consent text never changes; add the next version'
        USING ERRCODE = 'restrict_violation';
END
$$;

CREATE TRIGGER tr_consent_text_keep BEFORE UPDATE OR DELETE ON consent_text
    FOR EACH ROW EXECUTE FUNCTION consent_text_keep();
CREATE TRIGGER tr_consent_text_keep_all BEFORE TRUNCATE ON consent_text
    FOR EACH STATEMENT EXECUTE FUNCTION consent_text_keep();
CREATE TRIGGER tr_consent_text_body_keep BEFORE UPDATE OR DELETE ON consent_text_body
    FOR EACH ROW EXECUTE FUNCTION consent_text_keep();
CREATE TRIGGER tr_consent_text_body_keep_all BEFORE TRUNCATE ON consent_text_body
    FOR EACH STATEMENT EXECUTE FUNCTION consent_text_keep();
