-- A gift comes from a draft, or is an instalment of a recurring gift.
ALTER TABLE donation ALTER COLUMN draft_id DROP NOT NULL;
ALTER TABLE donation
    ADD COLUMN recurring_gift_id uuid,
    ADD COLUMN instalment        integer,
    ADD COLUMN receipts          varchar(8) NOT NULL DEFAULT 'EACH',
    ADD CONSTRAINT ck_donation_origin CHECK ((draft_id IS NULL) = (recurring_gift_id IS NOT NULL)),
    ADD CONSTRAINT ck_donation_instalment CHECK (
        (recurring_gift_id IS NULL) = (instalment IS NULL) AND instalment >= 1),
    ADD CONSTRAINT ck_donation_receipts CHECK (receipts IN ('EACH', 'YEARLY'));
-- An instalment is a gift once; only what the bank took back whole may be given anew.
CREATE UNIQUE INDEX uq_donation_instalment ON donation (recurring_gift_id, instalment)
    WHERE recurring_gift_id IS NOT NULL AND state <> 'RETURNED';
CREATE INDEX ix_donation_recurring_gift ON donation (recurring_gift_id, settled_at)
    WHERE recurring_gift_id IS NOT NULL;
