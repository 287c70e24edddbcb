-- One receipt per settled gift, with everything its mail is made of, frozen on that day.
CREATE TABLE receipt (
    id          uuid        NOT NULL,
    donation_id uuid        NOT NULL,
    number      varchar(40) NOT NULL,
    office      varchar(8)  NOT NULL,
    issued_at   timestamptz NOT NULL,
    locale      varchar(8)  NOT NULL,
    snapshot    jsonb       NOT NULL,
    CONSTRAINT pk_receipt PRIMARY KEY (id),
    CONSTRAINT uq_receipt_donation UNIQUE (donation_id),
    CONSTRAINT uq_receipt_number UNIQUE (number),
    CONSTRAINT fk_receipt_donation FOREIGN KEY (donation_id) REFERENCES donation (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT ck_receipt_number CHECK (number ~ '^[A-Z][A-Z0-9-]{1,7}-[0-9]{4}-[0-9A-Z]{10}[0-9A-Z*~$=]$'),
    CONSTRAINT ck_receipt_locale CHECK (locale ~ '^[a-z]{2}$')
);

-- What the donor of a bank transfer was told, before there was any money.
CREATE TABLE transfer_instructions (
    payment_id  uuid        NOT NULL,
    donation_id uuid        NOT NULL,
    office      varchar(8)  NOT NULL,
    written_at  timestamptz NOT NULL,
    locale      varchar(8)  NOT NULL,
    snapshot    jsonb       NOT NULL,
    CONSTRAINT pk_transfer_instructions PRIMARY KEY (payment_id),
    CONSTRAINT fk_transfer_instructions_donation FOREIGN KEY (donation_id) REFERENCES donation (id)
        DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT ck_transfer_instructions_locale CHECK (locale ~ '^[a-z]{2}$')
);
CREATE INDEX ix_transfer_instructions_donation ON transfer_instructions (donation_id);
