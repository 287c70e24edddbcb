-- Batches of collections for the bank: frozen when they are made, a collection in one batch at most.

-- The last number given out; it moves in the transaction that inserts the batch.
CREATE TABLE sepa_batch_series (
    office varchar(8) NOT NULL,
    last   integer    NOT NULL,
    CONSTRAINT pk_sepa_batch_series PRIMARY KEY (office)
);

CREATE TABLE sepa_batch (
    id                  uuid         NOT NULL,
    office              varchar(8)   NOT NULL,
    number              varchar(24)  NOT NULL,
    -- the file's name at the bank, for ever
    message_id          varchar(35)  NOT NULL,
    until_day           date         NOT NULL,
    state               varchar(9)   NOT NULL,
    tries               integer      NOT NULL DEFAULT 0,
    not_before          timestamptz  NOT NULL,
    asked_at            timestamptz  NOT NULL,
    asked_by            varchar(255) NOT NULL,
    -- who collected, as it was when it was made
    creditor_name       varchar(140),
    creditor_identifier varchar(35),
    creditor_account    varchar(34),
    creditor_bic        varchar(11),
    made_at             timestamptz,
    collections         integer,
    total_minor         bigint,
    -- of the file, which is written anew from the frozen rows whenever it is wanted
    sha256              varchar(64),
    size                bigint,
    taken_at            timestamptz,
    sent_on             date,
    sent_at             timestamptz,
    sent_by             varchar(255),
    cancelled_at        timestamptz,
    cancelled_by        varchar(255),
    CONSTRAINT pk_sepa_batch PRIMARY KEY (id),
    CONSTRAINT uq_sepa_batch_number UNIQUE (number),
    CONSTRAINT uq_sepa_batch_message_id UNIQUE (message_id),
    CONSTRAINT ck_sepa_batch_state CHECK (state IN ('MAKING', 'MADE', 'SENT', 'CANCELLED')),
    CONSTRAINT ck_sepa_batch_made CHECK (
        (made_at IS NULL) = (collections IS NULL) AND (made_at IS NULL) = (total_minor IS NULL)
        AND (made_at IS NULL) = (sha256 IS NULL) AND (made_at IS NULL) = (size IS NULL)
        AND (made_at IS NULL) = (creditor_account IS NULL)
        AND (state NOT IN ('MADE', 'SENT') OR made_at IS NOT NULL) AND (state <> 'MAKING' OR made_at IS NULL)),
    CONSTRAINT ck_sepa_batch_sent CHECK (
        (state = 'SENT') = (sent_at IS NOT NULL) AND (sent_at IS NULL) = (sent_by IS NULL)
        AND (sent_at IS NULL) = (sent_on IS NULL)),
    CONSTRAINT ck_sepa_batch_cancelled CHECK (
        (state = 'CANCELLED') = (cancelled_at IS NOT NULL) AND (cancelled_at IS NULL) = (cancelled_by IS NULL)),
    CONSTRAINT ck_sepa_batch_totals CHECK (collections >= 1 AND total_minor >= 1 AND size >= 1),
    CONSTRAINT ck_sepa_batch_sha256 CHECK (sha256 ~ '^[0-9a-f]{64}$')
);
-- A second one at the same time would leave whoever asked for it wondering where the collections are.
CREATE UNIQUE INDEX uq_sepa_batch_making ON sepa_batch (office) WHERE state = 'MAKING';
CREATE INDEX ix_sepa_batch_page ON sepa_batch (asked_at DESC, id DESC);
CREATE INDEX ix_sepa_batch_work ON sepa_batch (not_before) WHERE state = 'MAKING';

-- Collections of one batch that are debited on one day in one sequence type: the bank books each block as one sum.
CREATE TABLE sepa_block (
    id           uuid        NOT NULL,
    batch_id     uuid        NOT NULL,
    -- its name at the bank, for ever
    block_id     varchar(35) NOT NULL,
    requested_on date        NOT NULL,
    sequence     varchar(4)  NOT NULL,
    collections  integer     NOT NULL,
    total_minor  bigint      NOT NULL,
    -- what the bank booked for it: the sum of what it did not reject
    booked_on    date,
    booked_minor bigint,
    movement     varchar(80),
    -- whether all collections have heard of it
    told         boolean     NOT NULL DEFAULT false,
    CONSTRAINT pk_sepa_block PRIMARY KEY (id),
    CONSTRAINT fk_sepa_block_batch FOREIGN KEY (batch_id) REFERENCES sepa_batch (id),
    CONSTRAINT uq_sepa_block_block_id UNIQUE (block_id),
    CONSTRAINT uq_sepa_block_kind UNIQUE (batch_id, requested_on, sequence),
    CONSTRAINT uq_sepa_block_movement UNIQUE (movement),
    CONSTRAINT ck_sepa_block_sequence CHECK (sequence IN ('OOFF', 'RCUR')),
    CONSTRAINT ck_sepa_block_totals CHECK (collections >= 1 AND total_minor >= 1),
    CONSTRAINT ck_sepa_block_booked CHECK ((booked_on IS NULL) = (booked_minor IS NULL)
        AND (booked_on IS NULL) = (movement IS NULL) AND booked_minor BETWEEN 0 AND total_minor
        AND (NOT told OR booked_on IS NOT NULL))
);
CREATE INDEX ix_sepa_block_untold ON sepa_block (id) WHERE booked_on IS NOT NULL AND NOT told;

-- The life of a collection. What it was before it came back is told by settled_on.
ALTER TABLE sepa_collection
    ADD COLUMN state varchar(9) NOT NULL DEFAULT 'OPEN',
    -- when its announcement left; nothing is collected before
    ADD COLUMN announced_at timestamptz,
    ADD COLUMN block uuid,
    ADD COLUMN purpose varchar(140),
    -- the bank's day of booking
    ADD COLUMN settled_on date,
    -- the bank's code, or ours
    ADD COLUMN reason varchar(20),
    ADD COLUMN ended_at timestamptz,
    ADD COLUMN returned_on date,
    -- the movement that took the money back
    ADD COLUMN movement varchar(80),
    ADD COLUMN fee_minor bigint,
    ADD CONSTRAINT fk_sepa_collection_block FOREIGN KEY (block) REFERENCES sepa_block (id),
    ADD CONSTRAINT uq_sepa_collection_movement UNIQUE (movement),
    ADD CONSTRAINT ck_sepa_collection_state CHECK (
        state IN ('OPEN', 'BATCHED', 'SETTLED', 'RETURNED', 'REJECTED', 'WITHDRAWN')),
    ADD CONSTRAINT ck_sepa_collection_block CHECK (
        (state IN ('OPEN', 'WITHDRAWN')) = (block IS NULL) AND (block IS NULL) = (purpose IS NULL)),
    ADD CONSTRAINT ck_sepa_collection_settled CHECK (
        (state <> 'SETTLED' OR settled_on IS NOT NULL) AND (settled_on IS NULL OR state IN ('SETTLED', 'RETURNED'))),
    ADD CONSTRAINT ck_sepa_collection_ended CHECK (
        (state IN ('RETURNED', 'REJECTED', 'WITHDRAWN')) = (ended_at IS NOT NULL)
        AND (ended_at IS NULL) = (reason IS NULL)),
    ADD CONSTRAINT ck_sepa_collection_returned CHECK (
        (state = 'RETURNED') = (returned_on IS NOT NULL) AND (returned_on IS NULL) = (movement IS NULL)
        AND (fee_minor IS NULL OR (state = 'RETURNED' AND fee_minor >= 0))),
    ADD CONSTRAINT ck_sepa_collection_reason CHECK (reason ~ '^[A-Z0-9_]{1,20}$');
-- What was noted before was announced before.
UPDATE sepa_collection SET announced_at = asked_at;
CREATE INDEX ix_sepa_collection_open ON sepa_collection (payment_id) WHERE state = 'OPEN';
CREATE INDEX ix_sepa_collection_block ON sepa_collection (block, payment_id) WHERE block IS NOT NULL;

-- An ended collection stays as it ended, money that came back does not come again, and nothing leaves a batch but by
-- the batch's own end.
CREATE FUNCTION sepa_collection_goes_forward() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state <> NEW.state AND NOT (
        (OLD.state = 'OPEN' AND NEW.state IN ('BATCHED', 'WITHDRAWN'))
        OR (OLD.state = 'BATCHED' AND NEW.state IN ('SETTLED', 'RETURNED', 'REJECTED', 'OPEN'))
        OR (OLD.state = 'SETTLED' AND NEW.state = 'RETURNED')) THEN
        RAISE EXCEPTION 'A collection that is % cannot become %', OLD.state, NEW.state
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.amount_minor <> NEW.amount_minor OR OLD.mandate_id <> NEW.mandate_id OR OLD.end_to_end_id <> NEW.end_to_end_id
        OR (OLD.block IS NOT NULL AND NEW.block IS DISTINCT FROM OLD.block AND NEW.state <> 'OPEN')
        OR (OLD.settled_on IS NOT NULL AND NEW.settled_on IS DISTINCT FROM OLD.settled_on) THEN
        RAISE EXCEPTION 'What is collected never changes' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER tr_sepa_collection_goes_forward BEFORE UPDATE ON sepa_collection
    FOR EACH ROW EXECUTE FUNCTION sepa_collection_goes_forward();
