-- The ledger of answers: append-only, one chain of hashes for each donor. The hash covers the
-- decision and a digest of the proof, never what erasure must remove.

CREATE TABLE consent_event (
    id           uuid         NOT NULL,
    donor_id     uuid         NOT NULL,
    seq          bigint       NOT NULL,
    purpose      varchar(30)  NOT NULL,
    channel      varchar(10)  NOT NULL,
    text_id      varchar(60)  NOT NULL,
    text_version integer      NOT NULL,
    locale       varchar(2)   NOT NULL,
    text_hash    varchar(64)  NOT NULL,
    decision     varchar(10)  NOT NULL,
    office       varchar(8)   NOT NULL,
    recipient    varchar(8)   NOT NULL,
    legal_basis  varchar(200) NOT NULL,
    country      varchar(2)   NOT NULL,
    occurred_at  timestamptz  NOT NULL,
    method       varchar(20)  NOT NULL,
    origin       varchar(200) NOT NULL,
    proof_id     uuid         NOT NULL,
    proof_digest varchar(64)  NOT NULL,
    prev_hash    varchar(64)  NOT NULL,
    hash         varchar(64)  NOT NULL,
    CONSTRAINT pk_consent_event PRIMARY KEY (id),
    CONSTRAINT uq_consent_event_seq UNIQUE (donor_id, seq),
    CONSTRAINT fk_consent_event_donor FOREIGN KEY (donor_id) REFERENCES donor (id),
    CONSTRAINT fk_consent_event_text FOREIGN KEY (text_id, text_version, locale)
        REFERENCES consent_text_body (id, version, locale),
    CONSTRAINT ck_consent_event_seq CHECK (seq >= 1),
    CONSTRAINT ck_consent_event_decision CHECK (
        decision IN ('NOTED', 'GIVEN', 'REFUSED', 'OBJECTED')),
    CONSTRAINT ck_consent_event_country CHECK (country ~ '^[A-Z]{2}$'),
    CONSTRAINT ck_consent_event_hashes CHECK (
        prev_hash ~ '^[0-9a-f]{64}$' AND hash ~ '^[0-9a-f]{64}$'
        AND proof_digest ~ '^[0-9a-f]{64}$' AND text_hash ~ '^[0-9a-f]{64}$')
);

-- Where each chain ends: the place to queue for appending, and the anchor that shows a cut tail.
CREATE TABLE consent_chain (
    donor_id uuid        NOT NULL,
    length   bigint      NOT NULL,
    head     varchar(64) NOT NULL,
    CONSTRAINT pk_consent_chain PRIMARY KEY (donor_id),
    CONSTRAINT fk_consent_chain_donor FOREIGN KEY (donor_id) REFERENCES donor (id),
    CONSTRAINT ck_consent_chain_length CHECK (length >= 0),
    CONSTRAINT ck_consent_chain_head CHECK (head ~ '^[0-9a-f]{64}$')
);

CREATE FUNCTION consent_event_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The consent ledger is append-only; % is refused', TG_OP
        USING ERRCODE = 'restrict_violation';
END
$$;

CREATE FUNCTION consent_chain_grow() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.donor_id <> OLD.donor_id OR NEW.length < OLD.length
       OR (NEW.length = OLD.length AND NEW.head <> OLD.head) THEN
        RAISE EXCEPTION 'A chain of consents only grows' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END
$$;

CREATE TRIGGER tr_consent_event_keep BEFORE UPDATE OR DELETE ON consent_event
    FOR EACH ROW EXECUTE FUNCTION consent_event_keep();
CREATE TRIGGER tr_consent_event_keep_all BEFORE TRUNCATE ON consent_event
    FOR EACH STATEMENT EXECUTE FUNCTION consent_event_keep();
CREATE TRIGGER tr_consent_chain_grow BEFORE UPDATE ON consent_chain
    FOR EACH ROW EXECUTE FUNCTION consent_chain_grow();
CREATE TRIGGER tr_consent_chain_keep BEFORE DELETE ON consent_chain
    FOR EACH ROW EXECUTE FUNCTION consent_event_keep();
CREATE TRIGGER tr_consent_chain_keep_all BEFORE TRUNCATE ON consent_chain
    FOR EACH STATEMENT EXECUTE FUNCTION consent_event_keep();
