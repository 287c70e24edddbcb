-- Tax statements: numbered without gaps for legal entity and tax year, frozen when they are numbered, never deleted.

-- The last number given out. It moves in the transaction that inserts the statements, so no number is lost with one.
CREATE TABLE statement_series (
    office   varchar(8) NOT NULL,
    tax_year integer    NOT NULL,
    last     integer    NOT NULL,
    CONSTRAINT pk_statement_series PRIMARY KEY (office, tax_year),
    CONSTRAINT ck_statement_series_last CHECK (last >= 0)
);

-- What statements say of their issuer; the same for thousands of them.
CREATE TABLE statement_issuer (
    sha256  varchar(64) NOT NULL,
    content jsonb       NOT NULL,
    CONSTRAINT pk_statement_issuer PRIMARY KEY (sha256)
);

CREATE TABLE statement_run (
    id               uuid         NOT NULL,
    office           varchar(8)   NOT NULL,
    tax_year         integer      NOT NULL,
    from_day         date         NOT NULL,
    to_day           date         NOT NULL,
    -- whether donors with a gift that may still be taken back wait for a later run
    waits_for_returns boolean     NOT NULL,
    mails            boolean      NOT NULL,
    state            varchar(10)  NOT NULL,
    -- why it stopped by itself, such as NOTICE_TOO_OLD
    stopped_because  varchar(40),
    persons          integer,
    numbered         integer      NOT NULL DEFAULT 0,
    left_out         integer      NOT NULL DEFAULT 0,
    started_by       varchar(255) NOT NULL,
    started_at       timestamptz  NOT NULL,
    ended_at         timestamptz,
    CONSTRAINT pk_statement_run PRIMARY KEY (id),
    CONSTRAINT ck_statement_run_state CHECK (state IN ('LISTING', 'NUMBERING', 'WRITING', 'DONE', 'CANCELLED', 'STOPPED')),
    CONSTRAINT ck_statement_run_stopped CHECK ((state = 'STOPPED') = (stopped_because IS NOT NULL)),
    CONSTRAINT ck_statement_run_ended CHECK ((state IN ('DONE', 'CANCELLED', 'STOPPED')) = (ended_at IS NOT NULL)),
    CONSTRAINT ck_statement_run_days CHECK (from_day <= to_day),
    CONSTRAINT ck_statement_run_counts CHECK (numbered >= 0 AND left_out >= 0 AND persons >= 0)
);
-- Two at once would only get into each other's way, and whoever started the second one would not know why.
CREATE UNIQUE INDEX uq_statement_run_live ON statement_run (office, tax_year)
    WHERE state IN ('LISTING', 'NUMBERING', 'WRITING');
CREATE INDEX ix_statement_run_page ON statement_run (started_at DESC, id DESC);

CREATE TABLE tax_statement (
    id                uuid         NOT NULL,
    number            varchar(24)  NOT NULL,
    office            varchar(8)   NOT NULL,
    tax_year          integer      NOT NULL,
    seq               integer      NOT NULL,
    kind              varchar(24)  NOT NULL,
    locale            varchar(2)   NOT NULL,
    -- the donor's row that the recipient was read from
    donor_id          uuid         NOT NULL,
    issued_on         date         NOT NULL,
    from_day          date         NOT NULL,
    to_day            date         NOT NULL,
    currency          varchar(3)   NOT NULL,
    total_minor       bigint       NOT NULL,
    gifts             integer      NOT NULL,
    issuer            varchar(64)  NOT NULL,
    -- name and address on the document; taken away when no law needs them any more
    recipient         jsonb        NOT NULL,
    -- what lists are ordered by: name, and postcode with name
    sort_name         varchar(200) NOT NULL,
    sort_postcode     varchar(20)  NOT NULL,
    verification      varchar(20)  NOT NULL,
    state             varchar(10)  NOT NULL,
    live              boolean      NOT NULL GENERATED ALWAYS AS (state IN ('NUMBERED', 'ISSUED')) STORED,
    run_id            uuid,
    mails             boolean      NOT NULL,
    numbered_at       timestamptz  NOT NULL,
    -- when its document could last not be written
    failed_at         timestamptz,
    issued_at         timestamptz,
    replaces          uuid,
    ended_at          timestamptz,
    ended_by          varchar(255),
    ended_because     varchar(500),
    personal_until    date,
    CONSTRAINT pk_tax_statement PRIMARY KEY (id),
    CONSTRAINT uq_tax_statement_number UNIQUE (number),
    CONSTRAINT uq_tax_statement_seq UNIQUE (office, tax_year, seq),
    CONSTRAINT uq_tax_statement_verification UNIQUE (verification),
    -- a statement is replaced once at most
    CONSTRAINT uq_tax_statement_replaces UNIQUE (replaces),
    CONSTRAINT uq_tax_statement_live UNIQUE (id, live),
    CONSTRAINT fk_tax_statement_donor FOREIGN KEY (donor_id) REFERENCES donor (id),
    CONSTRAINT fk_tax_statement_issuer FOREIGN KEY (issuer) REFERENCES statement_issuer (sha256),
    CONSTRAINT fk_tax_statement_run FOREIGN KEY (run_id) REFERENCES statement_run (id),
    CONSTRAINT fk_tax_statement_replaces FOREIGN KEY (replaces) REFERENCES tax_statement (id),
    CONSTRAINT ck_tax_statement_seq CHECK (seq > 0),
    CONSTRAINT ck_tax_statement_state CHECK (state IN ('NUMBERED', 'ISSUED', 'CANCELLED', 'REPLACED')),
    CONSTRAINT ck_tax_statement_issued CHECK (state <> 'ISSUED' OR issued_at IS NOT NULL),
    CONSTRAINT ck_tax_statement_ended CHECK (
        (state IN ('CANCELLED', 'REPLACED')) = (ended_at IS NOT NULL)
        AND (ended_at IS NULL) = (ended_by IS NULL) AND (ended_at IS NULL) = (ended_because IS NULL)),
    CONSTRAINT ck_tax_statement_days CHECK (from_day <= to_day),
    CONSTRAINT ck_tax_statement_amounts CHECK (total_minor >= 0 AND gifts > 0),
    CONSTRAINT ck_tax_statement_currency CHECK (currency ~ '^[A-Z]{3}$'),
    CONSTRAINT ck_tax_statement_locale CHECK (locale IN ('de', 'en', 'nl', 'fr'))
);
CREATE INDEX ix_tax_statement_unwritten ON tax_statement (id) WHERE state = 'NUMBERED';
CREATE INDEX ix_tax_statement_unwritten_of_run ON tax_statement (run_id) WHERE state = 'NUMBERED';
CREATE INDEX ix_tax_statement_page ON tax_statement (office, tax_year, seq DESC);
CREATE INDEX ix_tax_statement_donor ON tax_statement (donor_id, numbered_at DESC, id DESC);
CREATE INDEX ix_tax_statement_run_name ON tax_statement (run_id, sort_name, id);
CREATE INDEX ix_tax_statement_run_postcode ON tax_statement (run_id, sort_postcode, id);
CREATE INDEX ix_tax_statement_personal ON tax_statement (personal_until) WHERE personal_until IS NOT NULL;

-- The gifts a statement tells of. Whether a line counts against another statement follows its statement's state by
-- the foreign key itself, so that no code can let a gift stand on two live statements.
CREATE TABLE tax_statement_line (
    statement_id uuid        NOT NULL,
    position     integer     NOT NULL,
    live         boolean     NOT NULL,
    donation_id  uuid        NOT NULL,
    given_on     date        NOT NULL,
    method       varchar(20) NOT NULL,
    purpose      varchar(200),
    amount_minor bigint      NOT NULL,
    waiver       boolean     NOT NULL,
    gift_aid     boolean     NOT NULL,
    counts       boolean     NOT NULL,
    CONSTRAINT pk_tax_statement_line PRIMARY KEY (statement_id, position),
    CONSTRAINT fk_tax_statement_line_statement FOREIGN KEY (statement_id, live)
        REFERENCES tax_statement (id, live) ON UPDATE CASCADE,
    CONSTRAINT fk_tax_statement_line_donation FOREIGN KEY (donation_id) REFERENCES donation (id),
    CONSTRAINT ck_tax_statement_line_amount CHECK (amount_minor > 0)
);
CREATE UNIQUE INDEX uq_tax_statement_line_gift ON tax_statement_line (donation_id) WHERE live;

-- The document as it was issued. Already compressed, so the server does not try again.
CREATE TABLE tax_statement_pdf (
    statement_id uuid        NOT NULL,
    sha256       varchar(64) NOT NULL,
    bytes        bytea       NOT NULL,
    CONSTRAINT pk_tax_statement_pdf PRIMARY KEY (statement_id),
    CONSTRAINT fk_tax_statement_pdf_statement FOREIGN KEY (statement_id) REFERENCES tax_statement (id),
    CONSTRAINT ck_tax_statement_pdf_sha256 CHECK (sha256 ~ '^[0-9a-f]{64}$')
);
ALTER TABLE tax_statement_pdf ALTER COLUMN bytes SET STORAGE EXTERNAL;

-- Whom a run is about. A person is an account, or a donor's row that belongs to none.
CREATE TABLE statement_run_person (
    run_id       uuid        NOT NULL,
    person       uuid        NOT NULL,
    state        varchar(10) NOT NULL,
    -- why there is no statement
    reason       varchar(40),
    statement_id uuid,
    CONSTRAINT pk_statement_run_person PRIMARY KEY (run_id, person),
    CONSTRAINT fk_statement_run_person_run FOREIGN KEY (run_id) REFERENCES statement_run (id),
    CONSTRAINT ck_statement_run_person_state CHECK (
        (state = 'WAITING' AND reason IS NULL AND statement_id IS NULL)
        OR (state = 'NUMBERED' AND reason IS NULL AND statement_id IS NOT NULL)
        OR (state = 'LEFT_OUT' AND reason IS NOT NULL AND statement_id IS NULL))
);
CREATE INDEX ix_statement_run_person_waiting ON statement_run_person (run_id, person) WHERE state = 'WAITING';
CREATE INDEX ix_statement_run_person_left_out ON statement_run_person (run_id, person) WHERE state = 'LEFT_OUT';

-- Money of a gift flowed back after a statement told of it: cancel, or replace.
CREATE TABLE statement_case (
    id           uuid        NOT NULL,
    statement_id uuid        NOT NULL,
    donation_id  uuid        NOT NULL,
    back_minor   bigint      NOT NULL,
    raised_at    timestamptz NOT NULL,
    closed_at    timestamptz,
    CONSTRAINT pk_statement_case PRIMARY KEY (id),
    CONSTRAINT fk_statement_case_statement FOREIGN KEY (statement_id) REFERENCES tax_statement (id),
    CONSTRAINT fk_statement_case_donation FOREIGN KEY (donation_id) REFERENCES donation (id),
    CONSTRAINT ck_statement_case_back CHECK (back_minor > 0)
);
CREATE INDEX ix_statement_case_open ON statement_case (raised_at, id) WHERE closed_at IS NULL;
CREATE INDEX ix_statement_case_statement ON statement_case (statement_id);

-- A wish to cancel or replace a statement. Where the office wants a second person, it waits for one.
CREATE TABLE statement_correction (
    id           uuid         NOT NULL,
    statement_id uuid         NOT NULL,
    kind         varchar(11)  NOT NULL,
    reason       varchar(500) NOT NULL,
    state        varchar(8)   NOT NULL,
    asked_by     varchar(255) NOT NULL,
    asked_at     timestamptz  NOT NULL,
    decided_by   varchar(255),
    decided_at   timestamptz,
    -- the new statement
    replacement  uuid,
    CONSTRAINT pk_statement_correction PRIMARY KEY (id),
    CONSTRAINT fk_statement_correction_statement FOREIGN KEY (statement_id) REFERENCES tax_statement (id),
    CONSTRAINT fk_statement_correction_replacement FOREIGN KEY (replacement) REFERENCES tax_statement (id),
    CONSTRAINT ck_statement_correction_kind CHECK (kind IN ('CANCEL', 'REPLACE')),
    CONSTRAINT ck_statement_correction_state CHECK (state IN ('WAITING', 'DONE', 'REFUSED')),
    CONSTRAINT ck_statement_correction_decided CHECK (
        (state = 'WAITING') = (decided_at IS NULL) AND (decided_at IS NULL) = (decided_by IS NULL)),
    CONSTRAINT ck_statement_correction_replacement CHECK (replacement IS NULL OR (state = 'DONE' AND kind = 'REPLACE'))
);
CREATE UNIQUE INDEX uq_statement_correction_waiting ON statement_correction (statement_id) WHERE state = 'WAITING';
CREATE INDEX ix_statement_correction_page ON statement_correction (asked_at DESC, id DESC);

-- Gifts of a year are found by the day their money came.
CREATE INDEX ix_donation_office_settled ON donation (office, settled_at) WHERE settled_at IS NOT NULL;
