-- What an agreement is collected in. Instalment n of an agreement can exist once.
CREATE TABLE instalment (
    id                uuid        NOT NULL,
    recurring_gift_id uuid        NOT NULL,
    number            integer     NOT NULL,
    due_on            date        NOT NULL,
    -- The day of the next try: the due day, or later for an announcement or after a failed try.
    collect_on        date        NOT NULL,
    amount_minor      bigint,
    currency          varchar(3),
    state             varchar(10) NOT NULL,
    reason            varchar(30),
    notice            varchar(8)  NOT NULL,
    -- The day on which its announcement is to be written.
    announce_on       date,
    tries             integer     NOT NULL DEFAULT 0,
    donation_id       uuid,
    payment_id        uuid,
    lease_until       timestamptz,
    -- Its claim failed unexpectedly: others go first until then.
    put_off_until     timestamptz,
    closed_at         timestamptz,
    version           integer     NOT NULL,
    CONSTRAINT pk_instalment PRIMARY KEY (id),
    CONSTRAINT uq_instalment_number UNIQUE (recurring_gift_id, number),
    CONSTRAINT uq_instalment_due UNIQUE (recurring_gift_id, due_on),
    CONSTRAINT fk_instalment_recurring_gift FOREIGN KEY (recurring_gift_id) REFERENCES recurring_gift (id),
    CONSTRAINT ck_instalment_number CHECK (number >= 1),
    CONSTRAINT ck_instalment_collect CHECK (collect_on >= due_on),
    CONSTRAINT ck_instalment_amount CHECK ((amount_minor IS NULL) = (currency IS NULL) AND amount_minor > 0),
    CONSTRAINT ck_instalment_state CHECK (state IN ('SCHEDULED', 'COLLECTING', 'RETRYING', 'COLLECTED',
        'RETURNED', 'FAILED', 'SKIPPED')),
    CONSTRAINT ck_instalment_notice CHECK (notice IN ('NONE', 'DUE', 'OWED', 'SENT')),
    CONSTRAINT ck_instalment_reason CHECK (state NOT IN ('FAILED', 'SKIPPED') OR reason IS NOT NULL),
    CONSTRAINT ck_instalment_gift CHECK (
        state IN ('SCHEDULED', 'SKIPPED') OR (donation_id IS NOT NULL AND payment_id IS NOT NULL AND tries >= 1
            AND amount_minor IS NOT NULL)),
    CONSTRAINT ck_instalment_lease CHECK (lease_until IS NULL OR state = 'COLLECTING'),
    CONSTRAINT ck_instalment_closed CHECK (
        (state IN ('COLLECTED', 'RETURNED', 'FAILED', 'SKIPPED')) = (closed_at IS NOT NULL)),
    -- One instalment lies ahead, never two; looked at when the transaction ends.
    CONSTRAINT ex_instalment_ahead EXCLUDE USING btree (recurring_gift_id WITH =)
        WHERE (state = 'SCHEDULED') DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_instalment_due ON instalment (collect_on, id) WHERE state IN ('SCHEDULED', 'RETRYING');
CREATE INDEX ix_instalment_announce ON instalment (announce_on, id) WHERE state = 'SCHEDULED' AND notice = 'DUE';
CREATE INDEX ix_instalment_lease ON instalment (lease_until) WHERE lease_until IS NOT NULL;
CREATE INDEX ix_instalment_donation ON instalment (donation_id);
CREATE INDEX ix_instalment_payment ON instalment (payment_id);
