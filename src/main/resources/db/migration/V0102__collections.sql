-- What is to be collected by direct debit, one row for each payment that asked for it.
CREATE TABLE sepa_collection (
    payment_id    uuid        NOT NULL,
    mandate_id    uuid        NOT NULL,
    end_to_end_id varchar(35) NOT NULL,
    amount_minor  bigint      NOT NULL,
    due_on        date        NOT NULL,
    asked_at      timestamptz NOT NULL,
    CONSTRAINT pk_sepa_collection PRIMARY KEY (payment_id),
    CONSTRAINT fk_sepa_collection_mandate FOREIGN KEY (mandate_id) REFERENCES sepa_mandate (id),
    -- comes back with a return, for ever
    CONSTRAINT uq_sepa_collection_end_to_end UNIQUE (end_to_end_id),
    CONSTRAINT ck_sepa_collection_end_to_end CHECK (end_to_end_id = replace(payment_id::text, '-', '')),
    CONSTRAINT ck_sepa_collection_amount CHECK (amount_minor BETWEEN 1 AND 99999999999)
);
CREATE INDEX ix_sepa_collection_mandate ON sepa_collection (mandate_id);
CREATE INDEX ix_sepa_collection_due ON sepa_collection (due_on, payment_id);

-- A mandate for repeated collections is the saved method of a regular gift.
ALTER TABLE sepa_mandate ADD COLUMN saved_as uuid;
ALTER TABLE sepa_mandate ADD CONSTRAINT uq_sepa_mandate_saved_as UNIQUE (saved_as);
ALTER TABLE sepa_mandate ADD CONSTRAINT ck_sepa_mandate_saved_as CHECK (saved_as IS NULL OR sequence = 'RCUR');
