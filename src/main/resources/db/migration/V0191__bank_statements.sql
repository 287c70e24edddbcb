-- Files of banks, the statements in them, and each movement on an account once, for ever.

CREATE TABLE bank_file (
    id          uuid         NOT NULL,
    office      varchar(8)   NOT NULL,
    kind        varchar(16)  NOT NULL,
    format      varchar(24)  NOT NULL,
    sha256      varchar(64)  NOT NULL,
    bytes       bigint       NOT NULL,
    taken_by    varchar(255) NOT NULL,
    taken_at    timestamptz  NOT NULL,
    -- READ: its movements lie here; TAKEN: that is on the audit trail, and they are worked off
    state       varchar(8)   NOT NULL,
    statements  integer      NOT NULL DEFAULT 0,
    entries     bigint       NOT NULL DEFAULT 0,
    movements   bigint       NOT NULL DEFAULT 0,
    known       bigint       NOT NULL DEFAULT 0,
    not_booked  bigint       NOT NULL DEFAULT 0,
    about       varchar(80),
    accepted    bigint,
    rejected    bigint,
    CONSTRAINT pk_bank_file PRIMARY KEY (id),
    CONSTRAINT uq_bank_file_sha256 UNIQUE (office, sha256),
    CONSTRAINT fk_bank_file_office FOREIGN KEY (office) REFERENCES office (code),
    CONSTRAINT ck_bank_file_kind CHECK (kind IN ('ACCOUNT', 'STATUS_REPORT')),
    CONSTRAINT ck_bank_file_state CHECK (state IN ('READ', 'TAKEN')),
    CONSTRAINT ck_bank_file_sha256 CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    CONSTRAINT ck_bank_file_report CHECK (
        (kind = 'STATUS_REPORT') = (about IS NOT NULL)
        AND (about IS NULL) = (accepted IS NULL) AND (about IS NULL) = (rejected IS NULL))
);
CREATE INDEX ix_bank_file_page ON bank_file (office, taken_at DESC, id DESC);
CREATE INDEX ix_bank_file_read ON bank_file (taken_at) WHERE state = 'READ';

CREATE TABLE bank_statement (
    file_id           uuid        NOT NULL,
    position          integer     NOT NULL,
    account           varchar(40) NOT NULL,
    statement_id      varchar(35) NOT NULL,
    notification      boolean     NOT NULL,
    electronic_number bigint,
    -- the number that should have come, where one or more are missing
    expected_number   bigint,
    currency          varchar(3),
    -- below zero: overdrawn
    opening_minor     bigint,
    closing_minor     bigint,
    balance           varchar(10) NOT NULL,
    entries           bigint      NOT NULL,
    CONSTRAINT pk_bank_statement PRIMARY KEY (file_id, position),
    CONSTRAINT fk_bank_statement_file FOREIGN KEY (file_id) REFERENCES bank_file (id),
    CONSTRAINT ck_bank_statement_balance CHECK (balance IN ('HOLDS', 'NOT_STATED')),
    CONSTRAINT ck_bank_statement_gap CHECK (expected_number < electronic_number)
);
CREATE INDEX ix_bank_statement_number ON bank_statement (account, notification, electronic_number)
    WHERE electronic_number IS NOT NULL;

CREATE TABLE bank_movement (
    id             uuid         NOT NULL,
    file_id        uuid         NOT NULL,
    statement      integer      NOT NULL,
    office         varchar(8)   NOT NULL,
    account        varchar(40)  NOT NULL,
    -- the line of the statement, the same in whichever file; and which part of it this is, 0: the whole line
    entry_key      varchar(60)  NOT NULL,
    key            varchar(80)  NOT NULL,
    part           integer      NOT NULL,
    -- how many parts the bank told when this whole line came
    parts          integer      NOT NULL,
    parent_id      uuid,
    position       bigint       NOT NULL,
    booked_on      date         NOT NULL,
    amount_minor   bigint       NOT NULL,
    currency       varchar(3)   NOT NULL,
    credit         boolean      NOT NULL,
    reversal       boolean      NOT NULL,
    batch          boolean      NOT NULL,
    code           varchar(40),
    proprietary    varchar(60),
    -- the one RF reference in it, and whether there are several
    reference      varchar(25),
    several        boolean      NOT NULL,
    -- equal for movements that say the same, whatever reference the bank gave them
    content        varchar(64)  NOT NULL,
    twin_id        uuid,
    -- who and why in the bank's words, sealed; taken away once it is not needed any more
    told           text,
    account_print  varchar(64),
    state          varchar(12)  NOT NULL,
    reason         varchar(40),
    tries          integer      NOT NULL DEFAULT 0,
    not_before     timestamptz,
    payment_id     uuid,
    donation_id    uuid,
    belongs_to     varchar(80),
    decided_at     timestamptz,
    decided_by     varchar(255),
    note           varchar(500),
    CONSTRAINT pk_bank_movement PRIMARY KEY (id),
    CONSTRAINT uq_bank_movement_key UNIQUE (key),
    CONSTRAINT fk_bank_movement_statement FOREIGN KEY (file_id, statement)
        REFERENCES bank_statement (file_id, position),
    CONSTRAINT fk_bank_movement_parent FOREIGN KEY (parent_id) REFERENCES bank_movement (id),
    CONSTRAINT fk_bank_movement_payment FOREIGN KEY (payment_id) REFERENCES payment (id),
    CONSTRAINT fk_bank_movement_donation FOREIGN KEY (donation_id) REFERENCES donation (id),
    CONSTRAINT ck_bank_movement_amount CHECK (amount_minor >= 0),
    CONSTRAINT ck_bank_movement_currency CHECK (currency ~ '^[A-Z]{3}$'),
    CONSTRAINT ck_bank_movement_part CHECK (part >= 0 AND parts >= 0 AND (parent_id IS NULL OR part > 0)),
    CONSTRAINT ck_bank_movement_state CHECK (state IN ('NEW', 'MATCHED', 'WAITING', 'ASSIGNED', 'MADE_A_GIFT',
        'SENT_BACK', 'SET_ASIDE', 'SPLIT')),
    CONSTRAINT ck_bank_movement_reason CHECK (state <> 'WAITING' OR reason IS NOT NULL),
    CONSTRAINT ck_bank_movement_booked CHECK (
        CASE state WHEN 'MATCHED' THEN num_nonnulls(payment_id, belongs_to) = 1
                   WHEN 'ASSIGNED' THEN payment_id IS NOT NULL AND donation_id IS NOT NULL
                   WHEN 'MADE_A_GIFT' THEN payment_id IS NOT NULL AND donation_id IS NOT NULL
                   WHEN 'SPLIT' THEN payment_id IS NULL
                   ELSE num_nonnulls(payment_id, donation_id, belongs_to) = 0 END),
    CONSTRAINT ck_bank_movement_decided CHECK (
        (state IN ('ASSIGNED', 'MADE_A_GIFT', 'SENT_BACK', 'SET_ASIDE')) = (decided_by IS NOT NULL)
        AND (state IN ('NEW', 'WAITING')) = (decided_at IS NULL))
);
CREATE UNIQUE INDEX uq_bank_movement_payment ON bank_movement (payment_id) WHERE payment_id IS NOT NULL;
CREATE INDEX ix_bank_movement_entry ON bank_movement (entry_key);
CREATE INDEX ix_bank_movement_content ON bank_movement (content);
-- In the order in which they are worked off.
CREATE INDEX ix_bank_movement_new ON bank_movement (office, booked_on, credit DESC, position, id) WHERE state = 'NEW';
CREATE INDEX ix_bank_movement_waiting ON bank_movement (office, booked_on, id) WHERE state = 'WAITING';
CREATE INDEX ix_bank_movement_rest ON bank_movement (file_id, state) WHERE state <> 'MATCHED';
CREATE INDEX ix_bank_movement_donation ON bank_movement (donation_id) WHERE donation_id IS NOT NULL;
CREATE INDEX ix_bank_movement_account ON bank_movement (account_print)
    WHERE account_print IS NOT NULL AND donation_id IS NOT NULL;
CREATE INDEX ix_bank_movement_told ON bank_movement (decided_at) WHERE told IS NOT NULL AND decided_at IS NOT NULL;

-- What the bank said stays as it was said, and what was decided stays decided.
CREATE FUNCTION bank_movement_keep() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    work text[] := '{told,account_print,state,reason,tries,not_before,payment_id,donation_id,belongs_to,decided_at,decided_by,note}';
BEGIN
    IF TG_OP <> 'UPDATE' THEN
        RAISE EXCEPTION 'Movements on accounts are kept; % is refused', TG_OP USING ERRCODE = 'restrict_violation';
    END IF;
    IF to_jsonb(NEW) - work IS DISTINCT FROM to_jsonb(OLD) - work THEN
        RAISE EXCEPTION 'A movement stays as the bank told it' USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.state NOT IN ('NEW', 'WAITING')
       AND (NEW.state, NEW.payment_id, NEW.donation_id, NEW.belongs_to, NEW.decided_at, NEW.decided_by)
           IS DISTINCT FROM
           (OLD.state, OLD.payment_id, OLD.donation_id, OLD.belongs_to, OLD.decided_at, OLD.decided_by)
       OR OLD.state = 'WAITING' AND NEW.state = 'NEW' THEN
        RAISE EXCEPTION 'A movement that was decided stays decided' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER tr_bank_movement_keep BEFORE UPDATE OR DELETE ON bank_movement
    FOR EACH ROW EXECUTE FUNCTION bank_movement_keep();
CREATE TRIGGER tr_bank_movement_keep_all BEFORE TRUNCATE ON bank_movement
    FOR EACH STATEMENT EXECUTE FUNCTION bank_movement_keep();

-- The lines of the file that is being read; empty whenever nobody reads one. Nothing is lost with it.
CREATE UNLOGGED TABLE bank_incoming (
    file_id       uuid        NOT NULL,
    id            uuid        NOT NULL,
    statement     integer     NOT NULL,
    entry         bigint      NOT NULL,
    part          integer     NOT NULL,
    parts         integer     NOT NULL,
    apart         boolean     NOT NULL,
    line          varchar(48),
    entry_key     varchar(60),
    verdict       varchar(8),
    booked_on     date        NOT NULL,
    amount_minor  bigint      NOT NULL,
    currency      varchar(3)  NOT NULL,
    credit        boolean     NOT NULL,
    reversal      boolean     NOT NULL,
    batch         boolean     NOT NULL,
    code          varchar(40),
    proprietary   varchar(60),
    reference     varchar(25),
    several       boolean     NOT NULL,
    content       varchar(64) NOT NULL,
    twin_id       uuid,
    told          text        NOT NULL,
    account       varchar(40) NOT NULL,
    account_print varchar(64),
    CONSTRAINT pk_bank_incoming PRIMARY KEY (file_id, statement, entry, part)
);
