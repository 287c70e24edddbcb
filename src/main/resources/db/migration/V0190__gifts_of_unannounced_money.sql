-- A third way in which a gift comes to be: money on the account that nobody had promised, one movement one gift.
ALTER TABLE donation
    ADD COLUMN movement_id uuid,
    DROP CONSTRAINT ck_donation_origin,
    ADD CONSTRAINT ck_donation_origin CHECK (num_nonnulls(draft_id, recurring_gift_id, movement_id) = 1),
    ADD CONSTRAINT uq_donation_movement UNIQUE (movement_id);
-- A clerk looks for promises of the amount that came.
CREATE INDEX ix_donation_awaits_transfer ON donation (office, currency, amount_minor, pledged_at DESC)
    WHERE state = 'PLEDGED' AND method = 'BANK_TRANSFER';
