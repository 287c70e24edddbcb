-- What happened to each agreement, by whom: append-only. Words that staff wrote stand on the audit trail and not here.
CREATE TABLE periodic_gift_event (
    agreement_id uuid         NOT NULL,
    position     integer      NOT NULL,
    kind         varchar(16)  NOT NULL,
    happened_at  timestamptz  NOT NULL,
    -- the day it counts from, at the office
    day          date         NOT NULL,
    by_whom      varchar(255) NOT NULL,
    -- the gift that was assigned, or is not any more
    donation_id  uuid,
    CONSTRAINT pk_periodic_gift_event PRIMARY KEY (agreement_id, position),
    CONSTRAINT fk_periodic_gift_event_agreement FOREIGN KEY (agreement_id) REFERENCES periodic_gift_agreement (id),
    CONSTRAINT ck_periodic_gift_event_position CHECK (position > 0),
    CONSTRAINT ck_periodic_gift_event_kind CHECK (kind IN ('OFFERED', 'SIGNED', 'COUNTERSIGNED', 'ENDED', 'CANCELLED',
        'PAID_BY', 'GIFT_ASSIGNED', 'GIFT_REMOVED')),
    CONSTRAINT ck_periodic_gift_event_gift CHECK ((kind IN ('GIFT_ASSIGNED', 'GIFT_REMOVED')) = (donation_id IS NOT NULL))
);
CREATE FUNCTION periodic_gift_event_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'What happened to an agreement is not rewritten' USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER tr_periodic_gift_event_keep BEFORE UPDATE OR DELETE ON periodic_gift_event
    FOR EACH ROW EXECUTE FUNCTION periodic_gift_event_keep();
CREATE TRIGGER tr_periodic_gift_event_keep_all BEFORE TRUNCATE ON periodic_gift_event
    FOR EACH STATEMENT EXECUTE FUNCTION periodic_gift_event_keep();

-- The signed form as it came back, scanned, with the citizen service number covered.
CREATE TABLE periodic_gift_document (
    id           uuid         NOT NULL,
    agreement_id uuid         NOT NULL,
    media_type   varchar(20)  NOT NULL,
    content      bytea        NOT NULL,
    sha256       varchar(64)  NOT NULL,
    taken_at     timestamptz  NOT NULL,
    taken_by     varchar(255) NOT NULL,
    CONSTRAINT pk_periodic_gift_document PRIMARY KEY (id),
    CONSTRAINT fk_periodic_gift_document_agreement FOREIGN KEY (agreement_id) REFERENCES periodic_gift_agreement (id),
    CONSTRAINT uq_periodic_gift_document_content UNIQUE (agreement_id, sha256),
    CONSTRAINT ck_periodic_gift_document_type CHECK (media_type IN ('application/pdf', 'image/jpeg', 'image/png')),
    CONSTRAINT ck_periodic_gift_document_size CHECK (octet_length(content) BETWEEN 1 AND 5242880),
    CONSTRAINT ck_periodic_gift_document_sha256 CHECK (sha256 = encode(sha256(content), 'hex'))
);
CREATE FUNCTION periodic_gift_document_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'A signed form is not rewritten' USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER tr_periodic_gift_document_keep BEFORE UPDATE ON periodic_gift_document
    FOR EACH ROW EXECUTE FUNCTION periodic_gift_document_keep();

ALTER TABLE periodic_gift_agreement
    ADD CONSTRAINT fk_periodic_gift_agreement_document FOREIGN KEY (document_id)
        REFERENCES periodic_gift_document (id) ON DELETE SET NULL;

-- Single gifts that staff say were given for an agreement.
CREATE TABLE periodic_gift_assignment (
    donation_id  uuid        NOT NULL,
    agreement_id uuid        NOT NULL,
    assigned_at  timestamptz NOT NULL,
    CONSTRAINT pk_periodic_gift_assignment PRIMARY KEY (donation_id),
    CONSTRAINT fk_periodic_gift_assignment_gift FOREIGN KEY (donation_id) REFERENCES donation (id),
    CONSTRAINT fk_periodic_gift_assignment_agreement FOREIGN KEY (agreement_id) REFERENCES periodic_gift_agreement (id)
);
CREATE INDEX ix_periodic_gift_assignment_agreement ON periodic_gift_assignment (agreement_id);
