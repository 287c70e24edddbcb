-- What is owed to somebody: written in the transaction that owes it, delivered afterwards.
CREATE TABLE outbox_message (
    id              uuid         NOT NULL,
    -- The order of owing; deliveries of one subject keep it.
    position        bigint       NOT NULL GENERATED ALWAYS AS IDENTITY,
    kind            varchar(40)  NOT NULL,
    subject         uuid         NOT NULL,
    occurrence      integer      NOT NULL,
    state           varchar(10)  NOT NULL DEFAULT 'PENDING',
    attempts        integer      NOT NULL DEFAULT 0,
    -- The patience of the back-off counts from here; a person's retry sets it anew.
    trying_since    timestamptz  NOT NULL DEFAULT now(),
    next_attempt_at timestamptz  NOT NULL DEFAULT now(),
    -- Until when a relay may work on it undisturbed.
    lease_until     timestamptz,
    -- Fencing: whoever marks must have seen the latest claim.
    version         integer      NOT NULL DEFAULT 0,
    last_failure    varchar(200),
    created_at      timestamptz  NOT NULL DEFAULT now(),
    delivered_at    timestamptz,
    CONSTRAINT pk_outbox_message PRIMARY KEY (id),
    CONSTRAINT uq_outbox_message_debt UNIQUE (kind, subject, occurrence),
    CONSTRAINT ck_outbox_message_kind CHECK (kind ~ '^[a-z][a-z0-9-]+$'),
    CONSTRAINT ck_outbox_message_occurrence CHECK (occurrence >= 1),
    CONSTRAINT ck_outbox_message_state CHECK (state IN ('PENDING', 'DELIVERED', 'DEAD')),
    CONSTRAINT ck_outbox_message_attempts CHECK (attempts >= 0),
    CONSTRAINT ck_outbox_message_delivered CHECK ((state = 'DELIVERED') = (delivered_at IS NOT NULL)),
    CONSTRAINT ck_outbox_message_lease CHECK (lease_until IS NULL OR state = 'PENDING')
);
CREATE INDEX ix_outbox_message_due ON outbox_message (next_attempt_at) WHERE state = 'PENDING';
CREATE INDEX ix_outbox_message_order ON outbox_message (subject, position) WHERE state = 'PENDING';
CREATE INDEX ix_outbox_message_undelivered ON outbox_message (position) WHERE state <> 'DELIVERED';
