-- What a bank takes for a returned collection is booked apart from the gift.
ALTER TABLE ledger_entry DROP CONSTRAINT ck_ledger_entry_cause;
ALTER TABLE ledger_entry ADD CONSTRAINT ck_ledger_entry_cause
    CHECK (cause_type IN ('GIFT', 'REFUND', 'RETURN', 'FEE'));
