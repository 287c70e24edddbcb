-- Why money flowed back, as a code of the bank (AM04, MD06); never the bank's text. Retries depend on it.
ALTER TABLE payment_reversal
    ADD COLUMN reason varchar(20),
    ADD CONSTRAINT ck_payment_reversal_reason CHECK (reason ~ '^[A-Z0-9_]{1,20}$');
