-- The ledger learns what providers keep, hold back and pay out; such a booking need not be about a gift.
ALTER TABLE ledger_entry DROP CONSTRAINT ck_ledger_entry_cause;
ALTER TABLE ledger_entry ADD CONSTRAINT ck_ledger_entry_cause
    CHECK (cause_type IN ('GIFT', 'REFUND', 'RETURN', 'FEE',
        'PROVIDER_FEE', 'DISPUTE', 'DISPUTE_WON', 'PAYOUT', 'PAYOUT_FAILED', 'PAYOUT_ARRIVED'));
ALTER TABLE ledger_entry ALTER COLUMN donation_id DROP NOT NULL;
ALTER TABLE ledger_entry ADD CONSTRAINT ck_ledger_entry_gift
    CHECK (donation_id IS NOT NULL OR cause_type NOT IN ('GIFT', 'REFUND', 'RETURN', 'FEE'));
