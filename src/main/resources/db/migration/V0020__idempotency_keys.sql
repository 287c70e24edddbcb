-- A key, the hash of its request and the effect commit together; the answer is kept for replays.
CREATE TABLE idempotency_record (
    operation       varchar(40)  NOT NULL,
    key             varchar(64)  NOT NULL,
    request_hash    varchar(64)  NOT NULL,
    subject         uuid         NOT NULL,
    state           varchar(12)  NOT NULL,
    response_status integer,
    response_body   text,
    lease_until     timestamptz  NOT NULL,
    version         integer      NOT NULL,
    created_at      timestamptz  NOT NULL,
    finished_at     timestamptz,
    CONSTRAINT pk_idempotency_record PRIMARY KEY (operation, key),
    CONSTRAINT ck_idempotency_record_key CHECK (key ~ '^[A-Za-z0-9_-]{16,64}$'),
    CONSTRAINT ck_idempotency_record_hash CHECK (request_hash ~ '^[0-9a-f]{64}$'),
    CONSTRAINT ck_idempotency_record_state CHECK (state IN ('IN_PROGRESS', 'FINISHED')),
    CONSTRAINT ck_idempotency_record_answer CHECK (
        (state = 'FINISHED') = (response_status IS NOT NULL AND response_body IS NOT NULL AND finished_at IS NOT NULL))
);
-- The completer looks only for what was interrupted, the reaper only for what is old.
CREATE INDEX ix_idempotency_record_unfinished ON idempotency_record (operation, lease_until) WHERE state = 'IN_PROGRESS';
CREATE INDEX ix_idempotency_record_finished ON idempotency_record (finished_at) WHERE state = 'FINISHED';
