-- Somebody who is erased at their own wish while a hold stands: what the hold needs and nobody may use any more, such as mail
-- addresses, lies here until it ends, and goes then.
ALTER TABLE legal_hold ADD COLUMN kept jsonb;
CREATE INDEX ix_legal_hold_kept ON legal_hold (id) WHERE kept IS NOT NULL;
