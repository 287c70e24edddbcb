-- Each entry of a bank statement once, whatever became of it.
CREATE TABLE incoming_transfer (
    entry_id     varchar(80) NOT NULL,
    payment_id   uuid        NOT NULL,
    amount_minor bigint      NOT NULL,
    currency     varchar(3)  NOT NULL,
    recorded_at  timestamptz NOT NULL,
    CONSTRAINT pk_incoming_transfer PRIMARY KEY (entry_id),
    CONSTRAINT fk_incoming_transfer_payment FOREIGN KEY (payment_id) REFERENCES payment (id),
    CONSTRAINT ck_incoming_transfer_amount CHECK (amount_minor > 0),
    CONSTRAINT ck_incoming_transfer_currency CHECK (currency ~ '^[A-Z]{3}$')
);
CREATE INDEX ix_incoming_transfer_payment ON incoming_transfer (payment_id);
