-- Reminders and overviews look for few rows among many.
CREATE INDEX ix_saved_method_expiry ON saved_method (expires_on) WHERE state = 'ACTIVE' AND expires_on IS NOT NULL;
CREATE INDEX ix_recurring_gift_letter_kind ON recurring_gift_letter (recurring_gift_id, kind);
