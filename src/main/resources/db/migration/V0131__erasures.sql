-- What was done to the data of people who asked to be erased: what went, what stays, under which law and until when.
-- Nothing here is personal, so it can be shown for years.
CREATE TABLE erasure (
    id         uuid        NOT NULL,
    account_id uuid        NOT NULL,
    erased_at  timestamptz NOT NULL,
    -- offices whose rows were concerned
    offices    varchar(8)[] NOT NULL,
    CONSTRAINT pk_erasure PRIMARY KEY (id),
    CONSTRAINT uq_erasure_account UNIQUE (account_id),
    CONSTRAINT fk_erasure_account FOREIGN KEY (account_id) REFERENCES donor_account (id)
);

CREATE TABLE erasure_item (
    erasure_id uuid         NOT NULL,
    position   integer      NOT NULL,
    data_class varchar(30)  NOT NULL,
    -- none for what belongs to the person and not to an office
    office     varchar(8),
    outcome    varchar(20)  NOT NULL,
    records    integer      NOT NULL,
    law        varchar(200),
    held_until date,
    CONSTRAINT pk_erasure_item PRIMARY KEY (erasure_id, position),
    CONSTRAINT fk_erasure_item_erasure FOREIGN KEY (erasure_id) REFERENCES erasure (id),
    CONSTRAINT ck_erasure_item_outcome CHECK (outcome IN ('DELETED', 'RESTRICTED', 'ANONYMISED', 'KEPT')),
    CONSTRAINT ck_erasure_item_records CHECK (records >= 0),
    CONSTRAINT ck_erasure_item_restricted CHECK (
        outcome <> 'RESTRICTED' OR (law IS NOT NULL AND held_until IS NOT NULL))
);

-- Mailboxes that are not to be written to for anything but what their holders ask for anew. A keyed hash, so that
-- nobody can read an address from it.
CREATE TABLE suppressed_mailbox (
    fingerprint   varchar(64) NOT NULL,
    suppressed_at timestamptz NOT NULL,
    CONSTRAINT pk_suppressed_mailbox PRIMARY KEY (fingerprint),
    CONSTRAINT ck_suppressed_mailbox_fingerprint CHECK (fingerprint ~ '^[0-9a-f]{64}$')
);
