CREATE INDEX ix_recurring_gift_donor_page ON recurring_gift (donor_id, created_at DESC, id DESC);
DROP INDEX ix_recurring_gift_donor;
