-- The agreement to give again and again. It is no payment: its instalments are.
CREATE TABLE recurring_gift (
    id              uuid        NOT NULL,
    number          varchar(40) NOT NULL,
    draft_id        uuid        NOT NULL,
    donor_id        uuid        NOT NULL,
    office          varchar(8)  NOT NULL,
    campaign_id     uuid,
    country         varchar(2)  NOT NULL,
    locale          varchar(8)  NOT NULL,
    amount_minor    bigint      NOT NULL,
    currency        varchar(3)  NOT NULL,
    cadence         varchar(12) NOT NULL,
    -- 1 to 28; 31 stands for the last day of the month and nothing else does.
    collection_day  smallint    NOT NULL,
    -- The instalment of this number is due in this month; all others are counted from it.
    anchor_number   integer     NOT NULL,
    anchor_month    date        NOT NULL,
    start_on        date        NOT NULL,
    end_on          date,
    method          varchar(20) NOT NULL,
    saved_method_id uuid,
    receipts        varchar(8)  NOT NULL,
    state           varchar(10) NOT NULL,
    paused_until    date,
    failed_tries    integer     NOT NULL DEFAULT 0,
    unpaid          integer     NOT NULL DEFAULT 0,
    -- The method cannot be used any more; nothing is collected until the donor names another.
    method_needed   boolean     NOT NULL DEFAULT false,
    end_reason      varchar(20),
    -- Counts what was agreed; each count is announced before anything is collected under it.
    revision        integer     NOT NULL DEFAULT 1,
    announced       integer     NOT NULL DEFAULT 0,
    created_at      timestamptz NOT NULL,
    activated_at    timestamptz,
    ended_at        timestamptz,
    version         integer     NOT NULL,
    CONSTRAINT pk_recurring_gift PRIMARY KEY (id),
    CONSTRAINT uq_recurring_gift_number UNIQUE (number),
    CONSTRAINT uq_recurring_gift_draft UNIQUE (draft_id),
    CONSTRAINT fk_recurring_gift_donor FOREIGN KEY (donor_id) REFERENCES donor (id),
    CONSTRAINT ck_recurring_gift_amount CHECK (amount_minor > 0),
    CONSTRAINT ck_recurring_gift_currency CHECK (currency ~ '^[A-Z]{3}$'),
    CONSTRAINT ck_recurring_gift_cadence CHECK (cadence IN ('MONTHLY', 'QUARTERLY', 'HALF_YEARLY', 'YEARLY')),
    CONSTRAINT ck_recurring_gift_day CHECK (collection_day BETWEEN 1 AND 28 OR collection_day = 31),
    CONSTRAINT ck_recurring_gift_anchor CHECK (anchor_number >= 1 AND extract(day FROM anchor_month) = 1),
    CONSTRAINT ck_recurring_gift_end CHECK (end_on >= start_on),
    CONSTRAINT ck_recurring_gift_receipts CHECK (receipts IN ('EACH', 'YEARLY')),
    CONSTRAINT ck_recurring_gift_state CHECK (state IN ('PENDING', 'STARTING', 'ACTIVE', 'FAILING', 'PAUSED',
        'LAPSED', 'CANCELLED', 'ENDED', 'ABANDONED')),
    CONSTRAINT ck_recurring_gift_paused CHECK (paused_until IS NULL OR state = 'PAUSED'),
    CONSTRAINT ck_recurring_gift_ended CHECK (
        (state IN ('CANCELLED', 'ENDED', 'ABANDONED')) = (ended_at IS NOT NULL)
        AND (state = 'CANCELLED') = (end_reason IS NOT NULL)),
    CONSTRAINT ck_recurring_gift_counts CHECK (failed_tries >= 0 AND unpaid >= 0 AND announced <= revision)
);
CREATE INDEX ix_recurring_gift_office ON recurring_gift (office, created_at DESC, id DESC);
CREATE INDEX ix_recurring_gift_donor ON recurring_gift (donor_id, created_at DESC);
CREATE INDEX ix_recurring_gift_paused ON recurring_gift (paused_until) WHERE state = 'PAUSED';
CREATE INDEX ix_recurring_gift_pending ON recurring_gift (created_at) WHERE state = 'PENDING';
CREATE INDEX ix_recurring_gift_saved_method ON recurring_gift (saved_method_id);
