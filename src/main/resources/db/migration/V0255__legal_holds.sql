-- Somebody's data are needed for a claim, a court or an authority (GDPR Art. 17(3)(e), 18(1)(c)): while a hold stands, nothing of
-- the person is deleted. A hold is set on one record and stands for all records of the person.
CREATE TABLE legal_hold (
    id         uuid         NOT NULL,
    donor_id   uuid         NOT NULL,
    office     varchar(8)   NOT NULL,
    category   varchar(20)  NOT NULL,
    -- in the words of whoever set it; never told outside of the office
    reason     varchar(500) NOT NULL,
    -- the last day, at the office; none until somebody ends it
    until_day  date,
    set_at     timestamptz  NOT NULL,
    set_by     varchar(255) NOT NULL,
    ended_at   timestamptz,
    ended_by   varchar(255),
    CONSTRAINT pk_legal_hold PRIMARY KEY (id),
    CONSTRAINT fk_legal_hold_donor FOREIGN KEY (donor_id) REFERENCES donor (id),
    CONSTRAINT ck_legal_hold_category CHECK (category IN ('CLAIM', 'COURT', 'AUTHORITY', 'RESTRICTION_ASKED')),
    CONSTRAINT ck_legal_hold_ended CHECK ((ended_at IS NULL) = (ended_by IS NULL))
);
-- Two at once for one record would leave whoever ends one wondering why it still stands.
CREATE UNIQUE INDEX uq_legal_hold_open ON legal_hold (donor_id) WHERE ended_at IS NULL;
CREATE INDEX ix_legal_hold_donor ON legal_hold (donor_id);

-- Whether a hold stands for the person of a record, on a day. The day is given, so that the clock of the service decides.
CREATE FUNCTION stands_legal_hold(record uuid, today date) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT 1 FROM legal_hold h
         WHERE h.ended_at IS NULL AND (h.until_day IS NULL OR h.until_day >= today)
           AND (h.donor_id = record OR h.donor_id IN (
               SELECT o.donor_id FROM account_donor m JOIN account_donor o ON o.account_id = m.account_id
                WHERE m.donor_id = record)))
$$;
