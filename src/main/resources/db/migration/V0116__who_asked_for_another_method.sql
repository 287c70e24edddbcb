-- A provider may save another payment method long after it was asked for; the history says by whom it was.
ALTER TABLE recurring_gift
    ADD COLUMN method_asked_by varchar(8),
    ADD CONSTRAINT ck_recurring_gift_method_asked_by CHECK (method_asked_by IN ('DONOR', 'STAFF'));
