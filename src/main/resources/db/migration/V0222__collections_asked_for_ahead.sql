-- A direct debit is asked for some days before the day on which the account is debited, so that the donor's own day
-- is kept. collect_on is the day of the debit. The previous release asks on that day, as it did.
ALTER TABLE instalment
    ADD COLUMN ask_before integer NOT NULL DEFAULT 0,
    ADD CONSTRAINT ck_instalment_ask_before CHECK (ask_before BETWEEN 0 AND 60);
CREATE INDEX ix_instalment_ask ON instalment ((collect_on - ask_before), id)
    WHERE state IN ('SCHEDULED', 'RETRYING');
DROP INDEX ix_instalment_due;
