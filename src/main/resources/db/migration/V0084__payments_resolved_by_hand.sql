-- What a person decided about a payment that contradicted us, and what he or she had seen. Booked once at most.
CREATE TABLE payment_resolution (
    id          uuid         NOT NULL,
    payment_id  uuid         NOT NULL,
    outcome     varchar(10)  NOT NULL,
    evidence    varchar(200),
    found       varchar(200) NOT NULL,
    reason      varchar(500) NOT NULL,
    actor       varchar(255) NOT NULL,
    resolved_at timestamptz  NOT NULL,
    CONSTRAINT pk_payment_resolution PRIMARY KEY (id),
    CONSTRAINT fk_payment_resolution_payment FOREIGN KEY (payment_id) REFERENCES payment (id),
    CONSTRAINT ck_payment_resolution_outcome CHECK (outcome IN ('BOOKED', 'DISMISSED')),
    CONSTRAINT ck_payment_resolution_evidence CHECK ((outcome = 'BOOKED') = (evidence IS NOT NULL))
);
CREATE UNIQUE INDEX uq_payment_resolution_booked ON payment_resolution (payment_id) WHERE outcome = 'BOOKED';
CREATE INDEX ix_payment_resolution_payment ON payment_resolution (payment_id);

CREATE FUNCTION refuse_change_of_resolution() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'What a person decided about a payment is append-only';
END $$;
CREATE TRIGGER tr_payment_resolution_append_only BEFORE UPDATE OR DELETE ON payment_resolution
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_resolution();
CREATE TRIGGER tr_payment_resolution_no_truncate BEFORE TRUNCATE ON payment_resolution
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_resolution();
