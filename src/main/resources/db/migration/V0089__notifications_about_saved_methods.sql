-- A notification may be about a saved method: payment_id then holds the method's id. The previous release
-- asks for a payment of that id, finds none and sets the notification aside; the poll makes up for it.
ALTER TABLE webhook_event
    ADD COLUMN about varchar(10) NOT NULL DEFAULT 'PAYMENT',
    ADD CONSTRAINT ck_webhook_event_about CHECK (about IN ('PAYMENT', 'METHOD'));
