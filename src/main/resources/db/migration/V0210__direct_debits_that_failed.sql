-- What donors were told of a direct debit given once that failed or came back: once per payment.
CREATE TABLE debit_failure (
    payment_id  uuid        NOT NULL,
    donation_id uuid        NOT NULL,
    office      varchar(8)  NOT NULL,
    written_at  timestamptz NOT NULL,
    locale      varchar(8)  NOT NULL,
    snapshot    jsonb       NOT NULL,
    CONSTRAINT pk_debit_failure PRIMARY KEY (payment_id),
    CONSTRAINT fk_debit_failure_donation FOREIGN KEY (donation_id) REFERENCES donation (id)
        DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT ck_debit_failure_locale CHECK (locale ~ '^[a-z]{2}$')
);
CREATE INDEX ix_debit_failure_donation ON debit_failure (donation_id);
