-- Who of the staff did what: append-only, each entry sealed with the hash of the one before it.
CREATE TABLE audit_entry (
    position      bigint       NOT NULL,
    id            uuid         NOT NULL,
    happened_at   timestamptz  NOT NULL,
    actor         varchar(255) NOT NULL,
    action        varchar(80)  NOT NULL,
    object        varchar(255) NOT NULL,
    office        varchar(8),
    reason        varchar(500),
    previous_hash varchar(64)  NOT NULL,
    hash          varchar(64)  NOT NULL,
    CONSTRAINT pk_audit_entry PRIMARY KEY (position),
    CONSTRAINT uq_audit_entry_id UNIQUE (id),
    CONSTRAINT ck_audit_entry_position CHECK (position > 0),
    CONSTRAINT ck_audit_entry_office CHECK (office ~ '^[A-Z][A-Z0-9-]{1,7}$'),
    CONSTRAINT ck_audit_entry_hash CHECK (hash ~ '^[0-9a-f]{64}$' AND previous_hash ~ '^[0-9a-f]{64}$')
);
CREATE INDEX ix_audit_entry_office ON audit_entry (office, position);

-- Where the chain ends, so that entries missing at its end are noticed too.
CREATE TABLE audit_head (
    only_row boolean     NOT NULL DEFAULT true,
    position bigint      NOT NULL,
    hash     varchar(64) NOT NULL,
    CONSTRAINT pk_audit_head PRIMARY KEY (only_row),
    CONSTRAINT ck_audit_head_only_row CHECK (only_row),
    CONSTRAINT ck_audit_head_hash CHECK (hash ~ '^[0-9a-f]{64}$')
);
INSERT INTO audit_head (position, hash) VALUES (0, repeat('0', 64));

CREATE FUNCTION refuse_change_of_audit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The audit trail is append-only';
END
$$;

CREATE TRIGGER audit_entry_is_append_only
    BEFORE UPDATE OR DELETE ON audit_entry
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_audit();
CREATE TRIGGER audit_entry_is_never_emptied
    BEFORE TRUNCATE ON audit_entry
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_audit();

-- The end of the chain only ever moves forward, one entry at a time.
CREATE FUNCTION refuse_audit_going_back() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.position <> OLD.position + 1 THEN
        RAISE EXCEPTION 'The audit trail only goes forward';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER audit_head_goes_forward
    BEFORE UPDATE ON audit_head
    FOR EACH ROW EXECUTE FUNCTION refuse_audit_going_back();
CREATE TRIGGER audit_head_stays
    BEFORE DELETE ON audit_head
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_audit();
CREATE TRIGGER audit_head_is_never_emptied
    BEFORE TRUNCATE ON audit_head
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_audit();
