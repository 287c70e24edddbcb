-- People who never ask to be erased are let go as well, once nothing was heard of them for as long as the schedule says.

-- When the person was last seen at the portal; sessions themselves are forgotten soon.
ALTER TABLE donor_account ADD COLUMN seen_at timestamptz;
UPDATE donor_account a SET seen_at = greatest(a.created_at,
    (SELECT max(s.used_at) FROM donor_session s WHERE s.account_id = a.id));
CREATE FUNCTION note_sign_in() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE donor_account SET seen_at = NEW.signed_in_at
     WHERE id = NEW.account_id AND coalesce(seen_at, '-infinity') < NEW.signed_in_at;
    RETURN NULL;
END
$$;
CREATE TRIGGER tr_donor_session_seen AFTER INSERT ON donor_session FOR EACH ROW EXECUTE FUNCTION note_sign_in();

-- A record without an account is given one when it is erased, so that every erasure is one of an account.
ALTER TABLE account_donor
    DROP CONSTRAINT ck_account_donor_by,
    ADD CONSTRAINT ck_account_donor_by CHECK (joined_by IN ('SIGN_IN', 'STAFF', 'RETENTION'));

-- What the office has agreed to: the periods by which its data are deleted. Shorter ones need a new agreement.
CREATE TABLE retention_release (
    id            uuid         NOT NULL,
    office        varchar(8)   NOT NULL,
    schedule_hash varchar(64)  NOT NULL,
    -- one line for each class of data, such as GIFT=96 CALENDAR_YEAR
    periods       varchar(80)[] NOT NULL,
    released_at   timestamptz  NOT NULL,
    released_by   varchar(255) NOT NULL,
    CONSTRAINT pk_retention_release PRIMARY KEY (id),
    CONSTRAINT ck_retention_release_hash CHECK (schedule_hash ~ '^[0-9a-f]{64}$')
);
CREATE INDEX ix_retention_release_office ON retention_release (office, released_at DESC);

-- One walk through all people of whom nothing was heard for long. Nothing here is personal.
CREATE TABLE retention_run (
    id          uuid        NOT NULL,
    started_at  timestamptz NOT NULL,
    ended_at    timestamptz,
    state       varchar(8)  NOT NULL,
    -- why nothing was done
    refused_because varchar(30),
    -- the node that does it, and until when it is left to it, by the clock of the database
    holder      uuid        NOT NULL,
    lease_until timestamptz NOT NULL,
    -- how far it has come
    mark_seen   timestamptz,
    mark_id     uuid,
    CONSTRAINT pk_retention_run PRIMARY KEY (id),
    CONSTRAINT ck_retention_run_state CHECK (state IN ('RUNNING', 'DONE', 'REFUSED')),
    CONSTRAINT ck_retention_run_ended CHECK ((state = 'RUNNING') = (ended_at IS NULL)),
    CONSTRAINT ck_retention_run_refused CHECK ((state = 'REFUSED') = (refused_because IS NOT NULL)),
    CONSTRAINT ck_retention_run_mark CHECK ((mark_seen IS NULL) = (mark_id IS NULL))
);
CREATE UNIQUE INDEX uq_retention_run_alive ON retention_run ((true)) WHERE state = 'RUNNING';

-- What a run meant for an office.
CREATE TABLE retention_run_office (
    run_id        uuid        NOT NULL,
    office        varchar(8)  NOT NULL,
    schedule_hash varchar(64) NOT NULL,
    -- without it the run only counted
    released      boolean     NOT NULL,
    -- as many records as may go in one run, and as have gone
    most          integer     NOT NULL,
    gone          integer     NOT NULL DEFAULT 0,
    -- more would have gone: a person has to look
    stopped       boolean     NOT NULL DEFAULT false,
    CONSTRAINT pk_retention_run_office PRIMARY KEY (run_id, office),
    CONSTRAINT fk_retention_run_office_run FOREIGN KEY (run_id) REFERENCES retention_run (id),
    CONSTRAINT ck_retention_run_office_gone CHECK (gone BETWEEN 0 AND most)
);
CREATE INDEX ix_retention_run_office_office ON retention_run_office (office, run_id DESC);

CREATE TABLE retention_item (
    run_id     uuid         NOT NULL,
    office     varchar(8)   NOT NULL,
    data_class varchar(30)  NOT NULL,
    outcome    varchar(12)  NOT NULL,
    reason     varchar(30)  NOT NULL,
    law        varchar(200),
    -- the latest day among them; none where nothing is held, or nobody knows the day
    held_until date,
    records    integer      NOT NULL,
    CONSTRAINT pk_retention_item PRIMARY KEY (run_id, office, data_class, outcome, reason),
    CONSTRAINT fk_retention_item_office FOREIGN KEY (run_id, office) REFERENCES retention_run_office (run_id, office),
    CONSTRAINT ck_retention_item_outcome CHECK (outcome IN ('DELETED', 'RESTRICTED', 'KEPT')),
    CONSTRAINT ck_retention_item_restricted CHECK (
        outcome <> 'RESTRICTED' OR (law IS NOT NULL AND held_until IS NOT NULL)),
    CONSTRAINT ck_retention_item_records CHECK (records > 0)
);

-- Why somebody was erased, and by which run.
ALTER TABLE erasure
    ADD COLUMN cause varchar(10) NOT NULL DEFAULT 'ASKED',
    ADD COLUMN run_id uuid,
    ADD CONSTRAINT ck_erasure_cause CHECK (
        cause IN ('ASKED', 'RETENTION') AND (cause = 'RETENTION') = (run_id IS NOT NULL)),
    ADD CONSTRAINT fk_erasure_run FOREIGN KEY (run_id) REFERENCES retention_run (id);
CREATE INDEX ix_erasure_run ON erasure (run_id) WHERE run_id IS NOT NULL;

-- The walk: who was seen longest ago comes first, and who is gone is not met.
CREATE INDEX ix_donor_silent ON donor (last_seen_at, id) WHERE erased_at IS NULL;
