-- The words of direct debit mandates. What somebody agreed to never changes.
CREATE TABLE sepa_mandate_text (
    id          varchar(60)   NOT NULL,
    version     integer       NOT NULL,
    locale      varchar(2)    NOT NULL,
    valid_from  date          NOT NULL,
    notice_days integer       NOT NULL,
    words       varchar(4000) NOT NULL,
    CONSTRAINT pk_sepa_mandate_text PRIMARY KEY (id, version, locale),
    CONSTRAINT ck_sepa_mandate_text_id CHECK (id ~ '^[a-z][a-z0-9-]{2,59}$'),
    CONSTRAINT ck_sepa_mandate_text_version CHECK (version >= 1),
    CONSTRAINT ck_sepa_mandate_text_locale CHECK (locale IN ('de', 'en', 'nl', 'fr')),
    CONSTRAINT ck_sepa_mandate_text_notice CHECK (notice_days BETWEEN 1 AND 14)
);

CREATE FUNCTION sepa_mandate_text_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'A stored mandate text never changes; add the next version'
        USING ERRCODE = 'restrict_violation';
END
$$;

CREATE TRIGGER tr_sepa_mandate_text_keep BEFORE UPDATE OR DELETE ON sepa_mandate_text
    FOR EACH ROW EXECUTE FUNCTION sepa_mandate_text_keep();
CREATE TRIGGER tr_sepa_mandate_text_keep_all BEFORE TRUNCATE ON sepa_mandate_text
    FOR EACH STATEMENT EXECUTE FUNCTION sepa_mandate_text_keep();
