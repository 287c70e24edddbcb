-- A provider's notification may name a payment by the provider's own reference alone (disputes do), or be about
-- nothing that is looked up (payouts are read from the balance). The previous release fails at such a row and
-- leaves it to be tried again.
ALTER TABLE webhook_event
    ALTER COLUMN payment_id DROP NOT NULL,
    ADD COLUMN reference varchar(100),
    DROP CONSTRAINT ck_webhook_event_about,
    ADD CONSTRAINT ck_webhook_event_about CHECK (about IN ('PAYMENT', 'METHOD', 'REFERENCE', 'NOTHING')),
    ADD CONSTRAINT ck_webhook_event_matter CHECK (
        (payment_id IS NOT NULL) = (about IN ('PAYMENT', 'METHOD'))
        AND (reference IS NOT NULL) = (about = 'REFERENCE'));
