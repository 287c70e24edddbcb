-- What providers hold for offices: how far each account was read, every movement once, and every payout.

CREATE TABLE provider_account (
    provider      varchar(20) NOT NULL,
    office        varchar(8)  NOT NULL,
    known_since   timestamptz NOT NULL,
    -- all that the provider recorded before is kept here; empty until the first piece was read
    read_until    timestamptz,
    -- when it is to be read next
    not_before    timestamptz NOT NULL,
    tries         integer     NOT NULL DEFAULT 0,
    -- who reads it: a claim that is older than the last one stores nothing any more
    claim         bigint      NOT NULL DEFAULT 0,
    claimed_until timestamptz,
    CONSTRAINT pk_provider_account PRIMARY KEY (provider, office),
    CONSTRAINT fk_provider_account_office FOREIGN KEY (office) REFERENCES office (code)
);

CREATE TABLE provider_movement (
    id             uuid         NOT NULL,
    -- under which what the provider kept of it is booked
    fee_id         uuid         NOT NULL,
    provider       varchar(20)  NOT NULL,
    office         varchar(8)   NOT NULL,
    reference      varchar(100) NOT NULL,
    kind           varchar(16)  NOT NULL,
    -- as the provider names it, and the same where it is one of this provider and office
    payment_told   uuid,
    payment_id     uuid,
    gross_minor    bigint       NOT NULL,
    fee_minor      bigint       NOT NULL,
    currency       varchar(3)   NOT NULL,
    recorded_at    timestamptz  NOT NULL,
    payout         varchar(100),
    arrives_on     date,
    -- the payout it left with
    paid_with      varchar(100),
    -- the provider said something else of it later; a person must look
    told_otherwise boolean      NOT NULL DEFAULT false,
    kept_at        timestamptz  NOT NULL,
    CONSTRAINT pk_provider_movement PRIMARY KEY (id),
    CONSTRAINT uq_provider_movement_fee UNIQUE (fee_id),
    CONSTRAINT uq_provider_movement_reference UNIQUE (provider, reference),
    CONSTRAINT fk_provider_movement_account FOREIGN KEY (provider, office)
        REFERENCES provider_account (provider, office),
    CONSTRAINT fk_provider_movement_payment FOREIGN KEY (payment_id) REFERENCES payment (id),
    CONSTRAINT ck_provider_movement_kind CHECK (kind IN ('PAYMENT', 'REFUND', 'REFUND_FAILED', 'DISPUTE', 'DISPUTE_WON',
        'FEE', 'PAYOUT', 'PAYOUT_FAILED', 'OTHER')),
    CONSTRAINT ck_provider_movement_currency CHECK (currency ~ '^[A-Z]{3}$'),
    CONSTRAINT ck_provider_movement_payout CHECK ((kind IN ('PAYOUT', 'PAYOUT_FAILED')) = (payout IS NOT NULL)),
    CONSTRAINT ck_provider_movement_payment CHECK (payment_id = payment_told)
);
CREATE INDEX ix_provider_movement_day ON provider_movement (office, recorded_at, id);
CREATE INDEX ix_provider_movement_payment ON provider_movement (payment_id) WHERE payment_id IS NOT NULL;
CREATE INDEX ix_provider_movement_payout ON provider_movement (provider, payout) WHERE payout IS NOT NULL;
CREATE INDEX ix_provider_movement_paid_with ON provider_movement (provider, paid_with) WHERE paid_with IS NOT NULL;

-- A payout: what it is made of, and the line of a bank statement with which it arrived.
CREATE TABLE provider_payout (
    -- the movement that is the payout
    id               uuid         NOT NULL,
    provider         varchar(20)  NOT NULL,
    office           varchar(8)   NOT NULL,
    payout           varchar(100) NOT NULL,
    amount_minor     bigint       NOT NULL,
    currency         varchar(3)   NOT NULL,
    recorded_at      timestamptz  NOT NULL,
    arrives_on       date         NOT NULL,
    -- OPEN: its parts are still asked for; WHOLE: they make its amount; DIFFERS: they do not, however often one asks;
    -- UNTOLD: the provider does not say what it is made of
    parts            varchar(8)   NOT NULL,
    parts_tries      integer      NOT NULL DEFAULT 0,
    parts_not_before timestamptz  NOT NULL,
    -- under which its arrival is booked
    arrival_id       uuid         NOT NULL,
    bank_key         varchar(80),
    bank_day         date,
    arrived_at       timestamptz,
    CONSTRAINT pk_provider_payout PRIMARY KEY (id),
    CONSTRAINT fk_provider_payout_movement FOREIGN KEY (id) REFERENCES provider_movement (id),
    CONSTRAINT uq_provider_payout UNIQUE (provider, payout),
    CONSTRAINT uq_provider_payout_arrival UNIQUE (arrival_id),
    CONSTRAINT uq_provider_payout_bank_key UNIQUE (bank_key),
    CONSTRAINT ck_provider_payout_amount CHECK (amount_minor > 0),
    CONSTRAINT ck_provider_payout_parts CHECK (parts IN ('OPEN', 'WHOLE', 'DIFFERS', 'UNTOLD')),
    CONSTRAINT ck_provider_payout_bank CHECK (
        (bank_key IS NULL) = (bank_day IS NULL) AND (bank_key IS NULL) = (arrived_at IS NULL))
);
CREATE INDEX ix_provider_payout_underway ON provider_payout (office, currency, amount_minor) WHERE bank_key IS NULL;
CREATE INDEX ix_provider_payout_parts ON provider_payout (provider, office, parts_not_before) WHERE parts = 'OPEN';
CREATE INDEX ix_provider_payout_page ON provider_payout (office, recorded_at DESC, id DESC);

-- What a provider said stays as it was said.
CREATE FUNCTION provider_movement_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE'
       AND to_jsonb(NEW) - '{arrives_on,paid_with,told_otherwise}'::text[]
           = to_jsonb(OLD) - '{arrives_on,paid_with,told_otherwise}'::text[]
       AND (OLD.paid_with IS NULL OR NEW.paid_with = OLD.paid_with)
       AND (NEW.told_otherwise OR NOT OLD.told_otherwise) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'A movement stays as the provider told it; % is refused', TG_OP USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER tr_provider_movement_keep BEFORE UPDATE OR DELETE ON provider_movement
    FOR EACH ROW EXECUTE FUNCTION provider_movement_keep();
CREATE TRIGGER tr_provider_movement_keep_all BEFORE TRUNCATE ON provider_movement
    FOR EACH STATEMENT EXECUTE FUNCTION provider_movement_keep();
