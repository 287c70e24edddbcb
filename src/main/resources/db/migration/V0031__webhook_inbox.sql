-- Genuine notifications as they came, each once, worked off at our own pace.
CREATE TABLE webhook_event (
    id              uuid         NOT NULL,
    provider        varchar(20)  NOT NULL,
    event_id        varchar(100) NOT NULL,
    type            varchar(60)  NOT NULL,
    payment_id      uuid         NOT NULL,
    body            bytea,
    received_at     timestamptz  NOT NULL,
    state           varchar(10)  NOT NULL,
    attempts        integer      NOT NULL,
    next_attempt_at timestamptz  NOT NULL,
    lease_until     timestamptz,
    version         integer      NOT NULL,
    last_failure    varchar(200),
    done_at         timestamptz,
    CONSTRAINT pk_webhook_event PRIMARY KEY (id),
    CONSTRAINT uq_webhook_event_provider_event UNIQUE (provider, event_id),
    CONSTRAINT ck_webhook_event_state CHECK (state IN ('RECEIVED', 'DONE', 'IGNORED', 'DEAD')),
    CONSTRAINT ck_webhook_event_body CHECK (octet_length(body) <= 262144)
);
CREATE INDEX ix_webhook_event_due ON webhook_event (next_attempt_at) WHERE state = 'RECEIVED';
CREATE INDEX ix_webhook_event_dead ON webhook_event (received_at, id) WHERE state = 'DEAD';
