-- Gifts that are given back on purpose. What is asked for reserves its part of the payment until it is done or refused.
CREATE TABLE refund (
    id                 uuid         NOT NULL,
    payment_id         uuid         NOT NULL,
    -- what was paid for, opaque here
    reference          uuid         NOT NULL,
    office             varchar(8)   NOT NULL,
    provider           varchar(20)  NOT NULL,
    amount_minor       bigint       NOT NULL,
    currency           varchar(3)   NOT NULL,
    way                varchar(8)   NOT NULL,
    state              varchar(9)   NOT NULL,
    reason             varchar(20)  NOT NULL,
    note               varchar(500),
    asked_at           timestamptz  NOT NULL,
    asked_by           varchar(255) NOT NULL,
    -- under which the provider is asked, however often
    provider_key       varchar(80)  NOT NULL,
    key_expires_at     timestamptz  NOT NULL,
    tries              integer      NOT NULL DEFAULT 0,
    not_before         timestamptz  NOT NULL,
    -- the movement's name: the provider's, or ours for a transfer
    provider_reference varchar(100),
    paid_on            date,
    ended_at           timestamptz,
    ended_by           varchar(255),
    failure            varchar(200),
    CONSTRAINT pk_refund PRIMARY KEY (id),
    CONSTRAINT fk_refund_payment FOREIGN KEY (payment_id) REFERENCES payment (id),
    CONSTRAINT uq_refund_provider_key UNIQUE (provider, provider_key),
    CONSTRAINT uq_refund_provider_reference UNIQUE (provider, provider_reference),
    CONSTRAINT ck_refund_amount CHECK (amount_minor > 0),
    CONSTRAINT ck_refund_currency CHECK (currency ~ '^[A-Z]{3}$'),
    CONSTRAINT ck_refund_way CHECK (way IN ('PROVIDER', 'TRANSFER')),
    CONSTRAINT ck_refund_state CHECK (state IN ('ASKED', 'TO_PAY', 'DONE', 'REFUSED', 'UNCLEAR', 'CANCELLED')),
    CONSTRAINT ck_refund_ways_states CHECK (
        (way = 'PROVIDER' AND state <> 'TO_PAY') OR (way = 'TRANSFER' AND state IN ('TO_PAY', 'DONE', 'CANCELLED'))),
    CONSTRAINT ck_refund_reason CHECK (reason IN ('DONOR_ASKED', 'DUPLICATE', 'MISTAKE', 'FRAUD', 'OTHER')),
    CONSTRAINT ck_refund_done CHECK ((state = 'DONE') = (provider_reference IS NOT NULL)),
    CONSTRAINT ck_refund_ended CHECK ((state IN ('DONE', 'REFUSED', 'CANCELLED')) = (ended_at IS NOT NULL))
);
CREATE INDEX ix_refund_payment ON refund (payment_id);
CREATE INDEX ix_refund_reference ON refund (reference);
CREATE INDEX ix_refund_work ON refund (not_before) WHERE state = 'ASKED';
CREATE INDEX ix_refund_page ON refund (asked_at DESC, id DESC);

-- Never more than was paid, whoever asks at the same time: the payment is locked for the look at it.
CREATE FUNCTION refund_within_payment() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    rest bigint;
BEGIN
    SELECT amount_minor - reversed_minor INTO rest FROM payment WHERE id = NEW.payment_id FOR UPDATE;
    SELECT rest - coalesce(sum(amount_minor), 0) INTO rest FROM refund
     WHERE payment_id = NEW.payment_id AND state IN ('ASKED', 'TO_PAY', 'UNCLEAR');
    IF NEW.amount_minor > rest THEN
        RAISE EXCEPTION 'More would be given back than is left' USING ERRCODE = 'check_violation',
            CONSTRAINT = 'ck_refund_within_payment';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER tr_refund_within_payment BEFORE INSERT ON refund
    FOR EACH ROW EXECUTE FUNCTION refund_within_payment();

-- What was done, refused or given up stays so, and what was asked for never changes.
CREATE FUNCTION refund_goes_forward() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state IN ('DONE', 'REFUSED', 'CANCELLED') OR OLD.amount_minor <> NEW.amount_minor
        OR OLD.payment_id <> NEW.payment_id OR OLD.provider_key <> NEW.provider_key THEN
        RAISE EXCEPTION 'A refund that is % stays as it is', OLD.state USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER tr_refund_goes_forward BEFORE UPDATE ON refund
    FOR EACH ROW EXECUTE FUNCTION refund_goes_forward();
CREATE FUNCTION refuse_removal_of_refund() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Refunds are kept' USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER tr_refund_kept BEFORE DELETE ON refund FOR EACH ROW EXECUTE FUNCTION refuse_removal_of_refund();
CREATE TRIGGER tr_refund_kept_all BEFORE TRUNCATE ON refund FOR EACH STATEMENT EXECUTE FUNCTION refuse_removal_of_refund();
