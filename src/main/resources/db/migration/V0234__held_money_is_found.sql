-- What is held back of a gift is found without reading all of its office's books.
CREATE INDEX ix_ledger_entry_held ON ledger_entry (donation_id) WHERE account = 'DISPUTES-HELD';
