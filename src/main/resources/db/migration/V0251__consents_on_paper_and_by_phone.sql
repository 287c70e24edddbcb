-- What a person said on paper, by telephone or at the desk, written down by staff: when it was said and when it was written down differ, and somebody
-- of the staff answers for it. All of it is under the hash of the link.
ALTER TABLE consent_event
    ADD COLUMN recorded_at timestamptz,
    ADD COLUMN actor varchar(255),
    ADD CONSTRAINT ck_consent_event_recorded CHECK (
        (recorded_at IS NOT NULL) = (method IN ('staff_paper', 'staff_phone', 'staff_in_person'))
        AND (recorded_at IS NULL) = (actor IS NULL)
        AND (recorded_at IS NULL OR occurred_at <= recorded_at));

-- The form itself, or what is known of the call. One form may prove several answers. Personal: it goes with the last proof that points to it.
CREATE TABLE consent_evidence (
    id         uuid         NOT NULL,
    donor_id   uuid         NOT NULL,
    kind       varchar(8)   NOT NULL,
    media_type varchar(20),
    content    bytea,
    sha256     varchar(64),
    caller     varchar(6),
    spoken_by  varchar(100),
    called_at  timestamptz,
    note       varchar(500),
    taken_at   timestamptz  NOT NULL,
    taken_by   varchar(255) NOT NULL,
    CONSTRAINT pk_consent_evidence PRIMARY KEY (id),
    CONSTRAINT fk_consent_evidence_donor FOREIGN KEY (donor_id) REFERENCES donor (id),
    CONSTRAINT uq_consent_evidence_document UNIQUE (donor_id, sha256),
    CONSTRAINT ck_consent_evidence_kind CHECK (
        CASE kind
            WHEN 'DOCUMENT' THEN num_nonnulls(media_type, content, sha256) = 3
                AND num_nonnulls(caller, spoken_by, called_at, note) = 0
            WHEN 'CALL' THEN num_nonnulls(caller, spoken_by, called_at, note) = 4
                AND num_nonnulls(media_type, content, sha256) = 0
            ELSE false END),
    CONSTRAINT ck_consent_evidence_type CHECK (media_type IN ('application/pdf', 'image/jpeg', 'image/png')),
    CONSTRAINT ck_consent_evidence_caller CHECK (caller IN ('DONOR', 'OFFICE')),
    CONSTRAINT ck_consent_evidence_size CHECK (octet_length(content) BETWEEN 1 AND 5242880),
    -- the bytes themselves answer for their hash
    CONSTRAINT ck_consent_evidence_sha256 CHECK (sha256 = encode(sha256(content), 'hex'))
);
CREATE INDEX ix_consent_evidence_taken ON consent_evidence (taken_at);

CREATE FUNCTION consent_evidence_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Evidence of a consent is not rewritten' USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER tr_consent_evidence_keep BEFORE UPDATE ON consent_evidence
    FOR EACH ROW EXECUTE FUNCTION consent_evidence_keep();

ALTER TABLE consent_proof
    ADD COLUMN evidence_id uuid,
    -- stays when the evidence has gone before the proof
    ADD COLUMN evidence_digest varchar(64),
    ADD CONSTRAINT fk_consent_proof_evidence FOREIGN KEY (evidence_id) REFERENCES consent_evidence (id) ON DELETE SET NULL,
    ADD CONSTRAINT ck_consent_proof_evidence CHECK (
        evidence_digest ~ '^[0-9a-f]{64}$' AND (evidence_id IS NULL OR evidence_digest IS NOT NULL));
CREATE INDEX ix_consent_proof_evidence ON consent_proof (evidence_id) WHERE evidence_id IS NOT NULL;

CREATE FUNCTION consent_evidence_goes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM consent_evidence v WHERE v.id = OLD.evidence_id
        AND NOT EXISTS (SELECT 1 FROM consent_proof p WHERE p.evidence_id = v.id);
    RETURN NULL;
END
$$;
CREATE TRIGGER tr_consent_evidence_goes AFTER DELETE ON consent_proof
    FOR EACH ROW WHEN (OLD.evidence_id IS NOT NULL) EXECUTE FUNCTION consent_evidence_goes();
