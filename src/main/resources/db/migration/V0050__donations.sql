-- A gift: pledged when the donor completes the wizard, settled when the money is ours.
CREATE TABLE donation (
    id             uuid        NOT NULL,
    draft_id       uuid        NOT NULL,
    donor_id       uuid        NOT NULL,
    office         varchar(8)  NOT NULL,
    campaign_id    uuid,
    amount_minor   bigint      NOT NULL,
    currency       varchar(3)  NOT NULL,
    reversed_minor bigint      NOT NULL DEFAULT 0,
    country        varchar(2)  NOT NULL,
    locale         varchar(8)  NOT NULL,
    method         varchar(20) NOT NULL,
    state          varchar(16) NOT NULL,
    status         varchar(16) NOT NULL,
    payment_id     uuid        NOT NULL,
    attempts       integer     NOT NULL,
    pledged_at     timestamptz NOT NULL,
    settled_at     timestamptz,
    version        integer     NOT NULL,
    CONSTRAINT pk_donation PRIMARY KEY (id),
    CONSTRAINT uq_donation_draft UNIQUE (draft_id),
    CONSTRAINT fk_donation_donor FOREIGN KEY (donor_id) REFERENCES donor (id),
    CONSTRAINT ck_donation_amount CHECK (amount_minor > 0),
    CONSTRAINT ck_donation_reversed CHECK (reversed_minor BETWEEN 0 AND amount_minor),
    CONSTRAINT ck_donation_currency CHECK (currency ~ '^[A-Z]{3}$'),
    CONSTRAINT ck_donation_state CHECK (state IN ('PLEDGED', 'SETTLED', 'PARTLY_REFUNDED', 'REFUNDED', 'RETURNED')),
    CONSTRAINT ck_donation_status CHECK (status IN ('PENDING', 'RECEIVED', 'DECLINED', 'EXPIRED',
        'PARTLY_REFUNDED', 'REFUNDED', 'RETURNED', 'IN_REVIEW')),
    CONSTRAINT ck_donation_settled_at CHECK ((state <> 'PLEDGED') = (settled_at IS NOT NULL)),
    CONSTRAINT ck_donation_reversed_state CHECK (
        (state IN ('PARTLY_REFUNDED', 'REFUNDED', 'RETURNED')) = (reversed_minor > 0))
);
CREATE INDEX ix_donation_office_pledged ON donation (office, pledged_at DESC, id DESC);
CREATE INDEX ix_donation_donor ON donation (donor_id, pledged_at DESC);
