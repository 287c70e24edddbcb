-- Disputes tell what they are about, when they began and ended, and until when an answer is due.
ALTER TABLE payment_dispute
    ADD COLUMN amount_minor bigint,
    ADD COLUMN currency     varchar(3),
    ADD COLUMN reason       varchar(40),
    ADD COLUMN answer_until timestamptz,
    -- the previous release does not write them: then it is the moment of the row, and of its last change
    ADD COLUMN opened_at    timestamptz NOT NULL DEFAULT now(),
    ADD COLUMN closed_at    timestamptz,
    ADD CONSTRAINT ck_payment_dispute_amount CHECK ((amount_minor IS NULL) = (currency IS NULL) AND amount_minor >= 0),
    ADD CONSTRAINT ck_payment_dispute_currency CHECK (currency ~ '^[A-Z]{3}$'),
    ADD CONSTRAINT ck_payment_dispute_reason CHECK (reason ~ '^[a-z0-9_]{1,40}$');
UPDATE payment_dispute SET opened_at = recorded_at, closed_at = CASE WHEN closed THEN recorded_at END;
CREATE INDEX ix_payment_dispute_page ON payment_dispute (opened_at DESC, provider, provider_reference);
