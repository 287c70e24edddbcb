-- What donors were told before their account was debited, as it was told.
CREATE TABLE collection_notice (
    payment_id  uuid        NOT NULL,
    donation_id uuid        NOT NULL,
    office      varchar(8)  NOT NULL,
    written_at  timestamptz NOT NULL,
    locale      varchar(8)  NOT NULL,
    snapshot    jsonb       NOT NULL,
    CONSTRAINT pk_collection_notice PRIMARY KEY (payment_id),
    CONSTRAINT fk_collection_notice_donation FOREIGN KEY (donation_id) REFERENCES donation (id)
        DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT ck_collection_notice_locale CHECK (locale ~ '^[a-z]{2}$')
);
CREATE INDEX ix_collection_notice_donation ON collection_notice (donation_id);
