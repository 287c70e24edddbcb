-- Finds notifications whose content is to be forgotten.
CREATE INDEX ix_webhook_event_body ON webhook_event (done_at) WHERE body IS NOT NULL AND done_at IS NOT NULL;
