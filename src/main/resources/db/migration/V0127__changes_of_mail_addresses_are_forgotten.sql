-- Wishes that came to nothing, and changes that can no longer be taken back, go after a while.
CREATE INDEX ix_address_change_expiry ON address_change (expires_at);
