-- Double entry, append-only: each cause books its legs once; corrections are reversals.
CREATE TABLE ledger_entry (
    cause_type   varchar(20) NOT NULL,
    cause_id     uuid        NOT NULL,
    leg          smallint    NOT NULL,
    donation_id  uuid        NOT NULL,
    office       varchar(8)  NOT NULL,
    account      varchar(40) NOT NULL,
    currency     varchar(3)  NOT NULL,
    debit_minor  bigint      NOT NULL,
    credit_minor bigint      NOT NULL,
    booked_at    timestamptz NOT NULL,
    CONSTRAINT pk_ledger_entry PRIMARY KEY (cause_type, cause_id, leg),
    CONSTRAINT ck_ledger_entry_cause CHECK (cause_type IN ('GIFT', 'REFUND', 'RETURN')),
    CONSTRAINT ck_ledger_entry_side CHECK (
        debit_minor >= 0 AND credit_minor >= 0 AND (debit_minor = 0) <> (credit_minor = 0)),
    CONSTRAINT ck_ledger_entry_currency CHECK (currency ~ '^[A-Z]{3}$')
);
CREATE INDEX ix_ledger_entry_donation ON ledger_entry (donation_id);
CREATE INDEX ix_ledger_entry_office_booked ON ledger_entry (office, booked_at);

CREATE FUNCTION refuse_ledger_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The ledger is append-only: % is refused, book a reversal instead', TG_OP;
END $$;
CREATE TRIGGER tr_ledger_entry_append_only BEFORE UPDATE OR DELETE ON ledger_entry
    FOR EACH ROW EXECUTE FUNCTION refuse_ledger_change();
CREATE TRIGGER tr_ledger_entry_no_truncate BEFORE TRUNCATE ON ledger_entry
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_ledger_change();
