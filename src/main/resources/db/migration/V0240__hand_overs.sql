-- Whose data go to which office, and on what ground. Nothing personal is kept here: what an entry says is rendered from the present
-- data when it is asked for, and only while the decision still says yes.

-- Where each office's feed ends. Its row is held from the moment a position is taken until it is committed, so that positions become
-- visible in their order: a cursor never passes one that comes later.
CREATE TABLE handover_feed (
    office        varchar(8) NOT NULL,
    last_position bigint     NOT NULL,
    CONSTRAINT pk_handover_feed PRIMARY KEY (office),
    CONSTRAINT ck_handover_feed_position CHECK (last_position >= 0)
);

CREATE TABLE handover_entry (
    id              uuid         NOT NULL,
    -- who receives, and whose record it is
    office          varchar(8)   NOT NULL,
    position        bigint       NOT NULL,
    donor_id        uuid         NOT NULL,
    from_office     varchar(8)   NOT NULL,
    kind            varchar(9)   NOT NULL,
    made_at         timestamptz  NOT NULL,
    -- on what it rests
    instrument      varchar(20),
    rule            varchar(40),
    law             varchar(200),
    agreement       varchar(40),
    -- why the ground fell away
    reason          varchar(20),
    -- what the person said or was told, in which words
    consent_event   uuid,
    text_id         varchar(60),
    text_version    integer,
    text_hash       varchar(64),
    -- names of what was to be sent, never values; and a keyed hash of the values
    fields          text[]       NOT NULL,
    content_hash    varchar(64),
    acknowledged_at timestamptz,
    acknowledged_by varchar(255),
    CONSTRAINT pk_handover_entry PRIMARY KEY (id),
    CONSTRAINT uq_handover_entry_position UNIQUE (office, position),
    CONSTRAINT fk_handover_entry_feed FOREIGN KEY (office) REFERENCES handover_feed (office),
    CONSTRAINT ck_handover_entry_position CHECK (position >= 1),
    CONSTRAINT ck_handover_entry_kind CHECK (kind IN ('INITIAL', 'CHANGED', 'WITHDRAWN', 'ERASED')),
    CONSTRAINT ck_handover_entry_ground CHECK (
        (kind IN ('INITIAL', 'CHANGED')) = (instrument IS NOT NULL)
        AND (instrument IS NULL) = (reason IS NOT NULL)
        AND (instrument IS NULL) = (content_hash IS NULL)),
    CONSTRAINT ck_handover_entry_text CHECK (
        (consent_event IS NULL) = (text_id IS NULL) AND (consent_event IS NULL) = (text_version IS NULL)
        AND (consent_event IS NULL) = (text_hash IS NULL)),
    CONSTRAINT ck_handover_entry_hashes CHECK (content_hash ~ '^[0-9a-f]{64}$' AND text_hash ~ '^[0-9a-f]{64}$'),
    CONSTRAINT ck_handover_entry_acknowledged CHECK ((acknowledged_at IS NULL) = (acknowledged_by IS NULL))
);
CREATE INDEX ix_handover_entry_donor ON handover_entry (donor_id, office, position);
CREATE INDEX ix_handover_entry_open ON handover_entry (office, position)
    WHERE acknowledged_at IS NULL AND kind IN ('WITHDRAWN', 'ERASED');
CREATE INDEX ix_handover_entry_unacknowledged ON handover_entry (office, position) WHERE acknowledged_at IS NULL;

-- Each look at an entry by the office it is for: the hand-over itself.
CREATE TABLE handover_delivery (
    id            uuid         NOT NULL,
    entry_id      uuid         NOT NULL,
    delivered_at  timestamptz  NOT NULL,
    delivered_to  varchar(255) NOT NULL,
    -- as what it was rendered, which is less than it was born as when the ground has fallen away since
    kind          varchar(9)   NOT NULL,
    -- the ground at that moment
    instrument    varchar(20),
    rule          varchar(40),
    consent_event uuid,
    text_id       varchar(60),
    text_version  integer,
    text_hash     varchar(64),
    fields        text[]       NOT NULL,
    content_hash  varchar(64),
    CONSTRAINT pk_handover_delivery PRIMARY KEY (id),
    CONSTRAINT fk_handover_delivery_entry FOREIGN KEY (entry_id) REFERENCES handover_entry (id),
    CONSTRAINT ck_handover_delivery_kind CHECK (kind IN ('INITIAL', 'CHANGED', 'WITHDRAWN', 'ERASED')),
    CONSTRAINT ck_handover_delivery_content CHECK (
        (kind IN ('INITIAL', 'CHANGED')) = (content_hash IS NOT NULL)
        AND (kind IN ('INITIAL', 'CHANGED')) = (instrument IS NOT NULL))
);
CREATE INDEX ix_handover_delivery_entry ON handover_delivery (entry_id);

-- What each office was told last of each donor: what the next look is compared with.
CREATE TABLE handover_holding (
    office       varchar(8)  NOT NULL,
    donor_id     uuid        NOT NULL,
    from_office  varchar(8)  NOT NULL,
    state        varchar(9)  NOT NULL,
    entry_id     uuid        NOT NULL,
    content_hash varchar(64),
    changed_at   timestamptz NOT NULL,
    CONSTRAINT pk_handover_holding PRIMARY KEY (office, donor_id),
    CONSTRAINT fk_handover_holding_entry FOREIGN KEY (entry_id) REFERENCES handover_entry (id),
    CONSTRAINT ck_handover_holding_state CHECK (state IN ('HELD', 'WITHDRAWN', 'ERASED')),
    CONSTRAINT ck_handover_holding_hash CHECK ((state = 'HELD') = (content_hash IS NOT NULL))
);
CREATE INDEX ix_handover_holding_donor ON handover_holding (donor_id);
-- What staff of an office see of others' donors, page by page.
CREATE INDEX ix_handover_holding_foreign ON handover_holding (office, donor_id)
    WHERE state = 'HELD' AND office <> from_office;

-- Donors to look at. A row for every change, never one that others wait for: whoever writes it must not queue behind the job.
CREATE TABLE handover_due (
    id         bigint      NOT NULL GENERATED ALWAYS AS IDENTITY,
    donor_id   uuid        NOT NULL,
    tries      integer     NOT NULL DEFAULT 0,
    not_before timestamptz,
    CONSTRAINT pk_handover_due PRIMARY KEY (id)
);
CREATE INDEX ix_handover_due_donor ON handover_due (donor_id);

-- How far the daily look at all donors has come: rules, adequacy and agreements end by date, and nothing is written then.
CREATE TABLE handover_sweep (
    single      smallint    NOT NULL,
    begun_at    timestamptz NOT NULL,
    behind      uuid        NOT NULL,
    finished_at timestamptz,
    CONSTRAINT pk_handover_sweep PRIMARY KEY (single),
    CONSTRAINT ck_handover_sweep_single CHECK (single = 1)
);

-- What was handed over stays on record; only the acknowledgement is added, once.
CREATE FUNCTION handover_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND TG_TABLE_NAME = 'handover_entry' THEN
        IF OLD.acknowledged_at IS NULL
           AND to_jsonb(NEW) - '{acknowledged_at,acknowledged_by}'::text[]
               = to_jsonb(OLD) - '{acknowledged_at,acknowledged_by}'::text[] THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'A hand-over stays on record; % is refused', TG_OP USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER tr_handover_entry_keep BEFORE UPDATE OR DELETE ON handover_entry
    FOR EACH ROW EXECUTE FUNCTION handover_keep();
CREATE TRIGGER tr_handover_entry_keep_all BEFORE TRUNCATE ON handover_entry
    FOR EACH STATEMENT EXECUTE FUNCTION handover_keep();
CREATE TRIGGER tr_handover_delivery_keep BEFORE UPDATE OR DELETE ON handover_delivery
    FOR EACH ROW EXECUTE FUNCTION handover_keep();
CREATE TRIGGER tr_handover_delivery_keep_all BEFORE TRUNCATE ON handover_delivery
    FOR EACH STATEMENT EXECUTE FUNCTION handover_keep();
