-- Systems of offices to which webhooks are sent, and what is owed to them. Bodies are made when they are sent and lie
-- nowhere; nothing here says anything of a person.
CREATE TABLE webhook_endpoint (
    id                uuid         NOT NULL,
    office            varchar(8)   NOT NULL,
    -- one of the five places an office has
    slot              smallint     NOT NULL,
    url               varchar(500) NOT NULL,
    state             varchar(9)   NOT NULL,
    suspended_because varchar(8),
    suspended_at      timestamptz,
    -- sealed by the strongbox; nothing is left of them once the endpoint is removed
    sealed_secret     text,
    sealed_old_secret text,
    old_secret_until  timestamptz,
    rotated_at        timestamptz,
    -- one message at a time: who holds the endpoint, and until when
    lease_until       timestamptz,
    version           integer      NOT NULL DEFAULT 0,
    tried_at          timestamptz,
    created_at        timestamptz  NOT NULL DEFAULT now(),
    removed_at        timestamptz,
    CONSTRAINT pk_webhook_endpoint PRIMARY KEY (id),
    CONSTRAINT ck_webhook_endpoint_slot CHECK (slot BETWEEN 1 AND 5),
    CONSTRAINT ck_webhook_endpoint_state CHECK (state IN ('ACTIVE', 'SUSPENDED', 'REMOVED')),
    CONSTRAINT ck_webhook_endpoint_because CHECK (suspended_because IN ('BY_STAFF', 'GAVE_UP', 'GONE')),
    CONSTRAINT ck_webhook_endpoint_suspended CHECK (
        (state = 'SUSPENDED') = (suspended_because IS NOT NULL)
        AND (suspended_because IS NULL) = (suspended_at IS NULL)),
    CONSTRAINT ck_webhook_endpoint_removed CHECK ((state = 'REMOVED') = (removed_at IS NOT NULL)),
    CONSTRAINT ck_webhook_endpoint_secret CHECK ((state = 'REMOVED') = (sealed_secret IS NULL)),
    CONSTRAINT ck_webhook_endpoint_old_secret CHECK (
        (sealed_old_secret IS NULL) = (old_secret_until IS NULL)
        AND (state <> 'REMOVED' OR sealed_old_secret IS NULL))
);
CREATE UNIQUE INDEX uq_webhook_endpoint_slot ON webhook_endpoint (office, slot) WHERE state <> 'REMOVED';
CREATE UNIQUE INDEX uq_webhook_endpoint_url ON webhook_endpoint (office, url) WHERE state <> 'REMOVED';

CREATE TABLE webhook_message (
    id              uuid         NOT NULL,
    endpoint        uuid         NOT NULL,
    type            varchar(100) NOT NULL,
    -- the record the body is made from
    subject         uuid         NOT NULL,
    -- the order in which they are sent to one endpoint
    position        bigint       NOT NULL,
    state           varchar(7)   NOT NULL DEFAULT 'PENDING',
    attempts        integer      NOT NULL DEFAULT 0,
    next_attempt_at timestamptz  NOT NULL DEFAULT now(),
    last_attempt_at timestamptz,
    last_outcome    varchar(20),
    created_at      timestamptz  NOT NULL DEFAULT now(),
    ended_at        timestamptz,
    CONSTRAINT pk_webhook_message PRIMARY KEY (id),
    CONSTRAINT fk_webhook_message_endpoint FOREIGN KEY (endpoint) REFERENCES webhook_endpoint (id),
    CONSTRAINT uq_webhook_message_debt UNIQUE (endpoint, subject),
    CONSTRAINT ck_webhook_message_state CHECK (state IN ('PENDING', 'SENT', 'DEAD', 'DROPPED')),
    CONSTRAINT ck_webhook_message_type CHECK (type ~ '^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*$'),
    CONSTRAINT ck_webhook_message_attempts CHECK (attempts >= 0),
    CONSTRAINT ck_webhook_message_ended CHECK ((state IN ('SENT', 'DROPPED')) = (ended_at IS NOT NULL)),
    CONSTRAINT ck_webhook_message_outcome CHECK (last_outcome IN ('TAKEN', 'REDIRECTED', 'REFUSED', 'GONE', 'BROKEN',
        'TIMED_OUT', 'NO_CONNECTION', 'TLS_FAILED', 'UNKNOWN_HOST', 'FORBIDDEN_TARGET', 'NOT_MADE', 'NOT_RECORDED'))
);
CREATE INDEX ix_webhook_message_order ON webhook_message (endpoint, position, id) WHERE state = 'PENDING';
CREATE INDEX ix_webhook_message_dead ON webhook_message (endpoint) WHERE state = 'DEAD';
CREATE INDEX ix_webhook_message_page ON webhook_message (endpoint, id DESC);
CREATE INDEX ix_webhook_message_ended ON webhook_message (ended_at) WHERE state IN ('SENT', 'DROPPED');
