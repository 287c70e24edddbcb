-- An erasure looks for ended rows of an account too, and for notifications whose content is not forgotten yet.
CREATE INDEX ix_account_address_account ON account_address (account_id);
CREATE INDEX ix_donor_session_person ON donor_session (account_id);
CREATE INDEX ix_webhook_event_content ON webhook_event (payment_id) WHERE body IS NOT NULL;
