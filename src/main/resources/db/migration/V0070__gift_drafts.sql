-- The wizard's memory between its steps. Personal data go with the draft when it expires.
CREATE TABLE gift_draft (
    id            uuid         NOT NULL,
    token_hash    varchar(64)  NOT NULL,
    country       varchar(2)   NOT NULL,
    locale        varchar(8)   NOT NULL,
    office        varchar(8)   NOT NULL,
    amount_minor  bigint       NOT NULL,
    currency      varchar(3)   NOT NULL,
    cadence       varchar(12)  NOT NULL,
    campaign_id   uuid,
    donor         text,
    consents      text,
    method        varchar(20),
    method_fields text,
    trapped       boolean      NOT NULL DEFAULT false,
    donation_id   uuid,
    created_at    timestamptz  NOT NULL,
    expires_at    timestamptz  NOT NULL,
    version       integer      NOT NULL,
    CONSTRAINT pk_gift_draft PRIMARY KEY (id),
    CONSTRAINT ck_gift_draft_token CHECK (token_hash ~ '^[0-9a-f]{64}$'),
    CONSTRAINT ck_gift_draft_amount CHECK (amount_minor > 0),
    CONSTRAINT ck_gift_draft_currency CHECK (currency ~ '^[A-Z]{3}$'),
    CONSTRAINT ck_gift_draft_steps CHECK ((donor IS NOT NULL OR consents IS NULL)
        AND (method IS NULL) = (method_fields IS NULL))
);
CREATE INDEX ix_gift_draft_expiry ON gift_draft (expires_at);

-- How the experience was, once per gift.
CREATE TABLE gift_feedback (
    draft_id    uuid          NOT NULL,
    donation_id uuid          NOT NULL,
    rating      smallint      NOT NULL,
    comment     varchar(2000),
    given_at    timestamptz   NOT NULL,
    CONSTRAINT pk_gift_feedback PRIMARY KEY (draft_id),
    CONSTRAINT ck_gift_feedback_rating CHECK (rating BETWEEN 1 AND 5)
);
