-- What donors were told of money that was given back: once per movement.
CREATE TABLE refund_notice (
    reversal_id uuid        NOT NULL,
    donation_id uuid        NOT NULL,
    office      varchar(8)  NOT NULL,
    written_at  timestamptz NOT NULL,
    locale      varchar(8)  NOT NULL,
    snapshot    jsonb       NOT NULL,
    CONSTRAINT pk_refund_notice PRIMARY KEY (reversal_id),
    CONSTRAINT fk_refund_notice_donation FOREIGN KEY (donation_id) REFERENCES donation (id)
        DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT ck_refund_notice_locale CHECK (locale ~ '^[a-z]{2}$')
);
CREATE INDEX ix_refund_notice_donation ON refund_notice (donation_id);
