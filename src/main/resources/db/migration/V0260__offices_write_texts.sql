-- Staff of an office write the next version of a text. It stands beside those of the catalogue and is kept as they are; a
-- text that the office does not show any more is withdrawn, which a later load of the catalogue does not undo.
ALTER TABLE consent_text
    ADD COLUMN source       varchar(10) NOT NULL DEFAULT 'CATALOGUE',
    -- the identity provider's id of whoever wrote it
    ADD COLUMN written_by   varchar(200),
    ADD COLUMN written_at   timestamptz,
    ADD COLUMN withdrawn_at timestamptz,
    ADD CONSTRAINT ck_consent_text_source CHECK (
        source IN ('CATALOGUE', 'STAFF')
        AND (source = 'STAFF') = (written_by IS NOT NULL)
        AND (source = 'STAFF') = (written_at IS NOT NULL)),
    -- what the law makes the office tell stays; the next version takes its place
    ADD CONSTRAINT ck_consent_text_withdrawn CHECK (withdrawn_at IS NULL OR NOT required OR withdrawn_at <= valid_from);

CREATE OR REPLACE FUNCTION consent_text_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND TG_TABLE_NAME = 'consent_text'
       AND to_jsonb(NEW) - 'valid_to' - 'position' - 'withdrawn_at'
           = to_jsonb(OLD) - 'valid_to' - 'position' - 'withdrawn_at'
       AND (NEW.withdrawn_at IS NOT DISTINCT FROM OLD.withdrawn_at
            OR OLD.withdrawn_at IS NULL OR NEW.withdrawn_at <= OLD.withdrawn_at) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'A stored consent text never changes; add the next version'
        USING ERRCODE = 'restrict_violation';
END
$$;
