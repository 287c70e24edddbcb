-- What was agreed, changed and ended, by whom and when; kept for ever.
CREATE TABLE recurring_gift_event (
    recurring_gift_id uuid        NOT NULL,
    position          integer     NOT NULL,
    kind              varchar(20) NOT NULL,
    happened_at       timestamptz NOT NULL,
    -- DONOR, SYSTEM, or STAFF with the subject of the token on the audit trail
    by_whom           varchar(8)  NOT NULL,
    -- the first instalment it counts for
    instalment        integer,
    reason            varchar(30),
    before            jsonb,
    after             jsonb,
    CONSTRAINT pk_recurring_gift_event PRIMARY KEY (recurring_gift_id, position),
    CONSTRAINT fk_recurring_gift_event_gift FOREIGN KEY (recurring_gift_id) REFERENCES recurring_gift (id),
    CONSTRAINT ck_recurring_gift_event_kind CHECK (kind ~ '^[A-Z_]+$'),
    CONSTRAINT ck_recurring_gift_event_by CHECK (by_whom IN ('DONOR', 'STAFF', 'SYSTEM'))
);
CREATE INDEX ix_recurring_gift_event_time ON recurring_gift_event (happened_at, kind);
CREATE FUNCTION refuse_recurring_gift_event_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'What happened to a recurring gift stays as it was written: % is refused', TG_OP;
END $$;
CREATE TRIGGER tr_recurring_gift_event_append_only BEFORE UPDATE OR DELETE ON recurring_gift_event
    FOR EACH ROW EXECUTE FUNCTION refuse_recurring_gift_event_change();

-- Everything a mail about a recurring gift is made of, frozen when it was owed.
CREATE TABLE recurring_gift_letter (
    id                uuid        NOT NULL,
    recurring_gift_id uuid        NOT NULL,
    kind              varchar(20) NOT NULL,
    instalment_id     uuid,
    revision          integer     NOT NULL,
    written_at        timestamptz NOT NULL,
    locale            varchar(8)  NOT NULL,
    snapshot          jsonb       NOT NULL,
    sent_at           timestamptz,
    -- First day of the year an overview is about; there is one for each year.
    year_from         date,
    CONSTRAINT pk_recurring_gift_letter PRIMARY KEY (id),
    CONSTRAINT uq_recurring_gift_letter_year UNIQUE (recurring_gift_id, year_from),
    CONSTRAINT fk_recurring_gift_letter_gift FOREIGN KEY (recurring_gift_id) REFERENCES recurring_gift (id),
    CONSTRAINT ck_recurring_gift_letter_locale CHECK (locale ~ '^[a-z]{2}$')
);
CREATE INDEX ix_recurring_gift_letter_gift ON recurring_gift_letter (recurring_gift_id, written_at);
