-- A way to pay that a provider keeps for later collections without the donor. The owner is opaque here.
CREATE TABLE saved_method (
    id                      uuid         NOT NULL,
    owner                   uuid         NOT NULL,
    office                  varchar(8)   NOT NULL,
    provider                varchar(20)  NOT NULL,
    method                  varchar(20)  NOT NULL,
    state                   varchar(10)  NOT NULL,
    provider_key            varchar(80)  NOT NULL,
    provider_key_expires_at timestamptz  NOT NULL,
    provider_reference      varchar(100),
    label                   varchar(100),
    decline_code            varchar(60),
    next_action             text,
    locale                  varchar(8)   NOT NULL,
    return_url              varchar(500),
    details                 text         NOT NULL,
    expires_on              date,
    opened_at               timestamptz  NOT NULL,
    changed_at              timestamptz  NOT NULL,
    next_poll_at            timestamptz,
    version                 integer      NOT NULL,
    CONSTRAINT pk_saved_method PRIMARY KEY (id),
    CONSTRAINT uq_saved_method_provider_key UNIQUE (provider, provider_key),
    CONSTRAINT uq_saved_method_provider_reference UNIQUE (provider, provider_reference),
    CONSTRAINT ck_saved_method_state CHECK (state IN ('OPENED', 'PENDING', 'ACTIVE', 'DECLINED', 'EXPIRED',
        'REVOKED')),
    -- What the provider cannot name cannot be collected with.
    CONSTRAINT ck_saved_method_reference CHECK (state NOT IN ('PENDING', 'ACTIVE')
        OR provider_reference IS NOT NULL),
    CONSTRAINT ck_saved_method_poll CHECK (next_poll_at IS NULL OR state = 'PENDING')
);
CREATE INDEX ix_saved_method_owner ON saved_method (owner);
CREATE INDEX ix_saved_method_poll ON saved_method (next_poll_at) WHERE next_poll_at IS NOT NULL;

-- Payments that are collected with one. The provider's name of it never changes, so each payment keeps it.
ALTER TABLE payment
    ADD COLUMN saved_method_id uuid,
    ADD COLUMN saved_method_reference varchar(100),
    ADD COLUMN donor_present boolean NOT NULL DEFAULT true,
    ADD CONSTRAINT fk_payment_saved_method FOREIGN KEY (saved_method_id) REFERENCES saved_method (id),
    ADD CONSTRAINT ck_payment_saved_method CHECK (
        (saved_method_id IS NULL) = (saved_method_reference IS NULL)),
    ADD CONSTRAINT ck_payment_donor_present CHECK (donor_present OR saved_method_id IS NOT NULL);
CREATE INDEX ix_payment_saved_method ON payment (saved_method_id) WHERE saved_method_id IS NOT NULL;
