-- One row per attempt to be paid. The reference is the payer's business, opaque here.
CREATE TABLE payment (
    id                      uuid         NOT NULL,
    reference               uuid         NOT NULL,
    attempt                 integer      NOT NULL,
    office                  varchar(8)   NOT NULL,
    provider                varchar(20)  NOT NULL,
    method                  varchar(20)  NOT NULL,
    amount_minor            bigint       NOT NULL,
    currency                varchar(3)   NOT NULL,
    reversed_minor          bigint       NOT NULL DEFAULT 0,
    state                   varchar(16)  NOT NULL,
    provider_key            varchar(80)  NOT NULL,
    provider_key_expires_at timestamptz  NOT NULL,
    provider_reference      varchar(100),
    locale                  varchar(8)   NOT NULL,
    return_url              varchar(500),
    details                 text         NOT NULL,
    next_action             text,
    decline_code            varchar(60),
    disputed                boolean      NOT NULL DEFAULT false,
    review_reason           varchar(200),
    opened_at               timestamptz  NOT NULL,
    settled_at              timestamptz,
    changed_at              timestamptz  NOT NULL,
    next_poll_at            timestamptz,
    lease_until             timestamptz,
    version                 integer      NOT NULL,
    CONSTRAINT pk_payment PRIMARY KEY (id),
    CONSTRAINT uq_payment_attempt UNIQUE (reference, attempt),
    CONSTRAINT uq_payment_provider_key UNIQUE (provider, provider_key),
    CONSTRAINT uq_payment_provider_reference UNIQUE (provider, provider_reference),
    CONSTRAINT ck_payment_attempt CHECK (attempt BETWEEN 1 AND 100),
    CONSTRAINT ck_payment_amount CHECK (amount_minor > 0),
    CONSTRAINT ck_payment_reversed CHECK (reversed_minor BETWEEN 0 AND amount_minor),
    CONSTRAINT ck_payment_currency CHECK (currency ~ '^[A-Z]{3}$'),
    CONSTRAINT ck_payment_state CHECK (state IN ('OPENED', 'PENDING', 'SETTLED', 'DECLINED', 'EXPIRED',
        'PARTLY_REFUNDED', 'REFUNDED', 'RETURNED', 'NEEDS_REVIEW')),
    CONSTRAINT ck_payment_settled_at CHECK (
        (state IN ('SETTLED', 'PARTLY_REFUNDED', 'REFUNDED', 'RETURNED')) = (settled_at IS NOT NULL)),
    CONSTRAINT ck_payment_reversed_state CHECK (
        (state IN ('PARTLY_REFUNDED', 'REFUNDED', 'RETURNED')) = (reversed_minor > 0)),
    CONSTRAINT ck_payment_review CHECK (state <> 'NEEDS_REVIEW' OR review_reason IS NOT NULL)
);
-- The donor is never asked for money twice at once: at most one attempt of a gift is alive.
CREATE UNIQUE INDEX uq_payment_alive ON payment (reference)
    WHERE state NOT IN ('DECLINED', 'EXPIRED', 'NEEDS_REVIEW');
CREATE INDEX ix_payment_poll ON payment (next_poll_at) WHERE state = 'PENDING' AND next_poll_at IS NOT NULL;
CREATE INDEX ix_payment_review ON payment (changed_at, id) WHERE review_reason IS NOT NULL;

-- Money that flowed back, each movement once, however often the provider tells of it.
CREATE TABLE payment_reversal (
    id                 uuid         NOT NULL,
    payment_id         uuid         NOT NULL,
    provider           varchar(20)  NOT NULL,
    provider_reference varchar(100) NOT NULL,
    kind               varchar(10)  NOT NULL,
    amount_minor       bigint       NOT NULL,
    currency           varchar(3)   NOT NULL,
    recorded_at        timestamptz  NOT NULL,
    CONSTRAINT pk_payment_reversal PRIMARY KEY (id),
    CONSTRAINT fk_payment_reversal_payment FOREIGN KEY (payment_id) REFERENCES payment (id),
    CONSTRAINT uq_payment_reversal_provider_reference UNIQUE (provider, provider_reference),
    CONSTRAINT ck_payment_reversal_kind CHECK (kind IN ('REFUND', 'RETURN')),
    CONSTRAINT ck_payment_reversal_amount CHECK (amount_minor > 0),
    CONSTRAINT ck_payment_reversal_currency CHECK (currency ~ '^[A-Z]{3}$')
);
CREATE INDEX ix_payment_reversal_payment ON payment_reversal (payment_id);
