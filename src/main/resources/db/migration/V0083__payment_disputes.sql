-- Disputes about payments, each under the provider's own id: once over, an older word cannot open it again.
CREATE TABLE payment_dispute (
    provider           varchar(20)  NOT NULL,
    provider_reference varchar(100) NOT NULL,
    payment_id         uuid         NOT NULL,
    closed             boolean      NOT NULL,
    recorded_at        timestamptz  NOT NULL,
    CONSTRAINT pk_payment_dispute PRIMARY KEY (provider, provider_reference),
    CONSTRAINT fk_payment_dispute_payment FOREIGN KEY (payment_id) REFERENCES payment (id)
);
CREATE INDEX ix_payment_dispute_payment ON payment_dispute (payment_id);
