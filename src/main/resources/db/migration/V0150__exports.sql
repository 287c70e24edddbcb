-- Exports for finance: numbered without gaps for office and year, made once, and never changed afterwards.

-- The last number given out; it moves in the transaction that asks for the export.
CREATE TABLE export_series (
    office varchar(8) NOT NULL,
    year   integer    NOT NULL,
    last   integer    NOT NULL,
    CONSTRAINT pk_export_series PRIMARY KEY (office, year),
    CONSTRAINT ck_export_series_last CHECK (last >= 0)
);

CREATE TABLE export (
    number     varchar(24)  NOT NULL,
    office     varchar(8)   NOT NULL,
    year       integer      NOT NULL,
    seq        integer      NOT NULL,
    kind       varchar(24)  NOT NULL,
    format     varchar(12)  NOT NULL,
    from_day   date         NOT NULL,
    to_day     date         NOT NULL,
    -- where these days begin, as it was when the export was asked for
    zone       varchar(60)  NOT NULL,
    only_new   boolean      NOT NULL,
    state      varchar(8)   NOT NULL,
    attempts   integer      NOT NULL DEFAULT 0,
    -- not to be tried again before
    retry_at   timestamptz,
    asked_by   varchar(255) NOT NULL,
    asked_at   timestamptz  NOT NULL,
    started_at timestamptz,
    ended_at   timestamptz,
    failed_because varchar(20),
    columns    text[],
    row_count  bigint,
    totals     jsonb,
    sha256     varchar(64),
    byte_count bigint,
    chunks     integer,
    -- the last day on which a file with names is kept; no day: for as long as the books
    file_until date,
    file_gone_at timestamptz,
    CONSTRAINT pk_export PRIMARY KEY (number),
    CONSTRAINT uq_export_seq UNIQUE (office, year, seq),
    CONSTRAINT ck_export_seq CHECK (seq > 0),
    CONSTRAINT ck_export_kind CHECK (kind IN ('GIFTS', 'JOURNAL', 'STATEMENT_REGISTER', 'CONSENTS')),
    CONSTRAINT ck_export_format CHECK (format IN ('CSV', 'XLSX', 'JSON_LINES')),
    CONSTRAINT ck_export_only_new CHECK (NOT only_new OR kind = 'JOURNAL'),
    CONSTRAINT ck_export_days CHECK (from_day <= to_day),
    CONSTRAINT ck_export_state CHECK (state IN ('WAITING', 'MAKING', 'DONE', 'FAILED')),
    CONSTRAINT ck_export_ended CHECK ((state IN ('DONE', 'FAILED')) = (ended_at IS NOT NULL)),
    CONSTRAINT ck_export_failed CHECK ((state = 'FAILED') = (failed_because IS NOT NULL)),
    CONSTRAINT ck_export_done CHECK (
        (state = 'DONE') = (row_count IS NOT NULL AND totals IS NOT NULL AND sha256 IS NOT NULL
            AND byte_count IS NOT NULL AND chunks IS NOT NULL AND columns IS NOT NULL)),
    CONSTRAINT ck_export_sha256 CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    CONSTRAINT ck_export_file CHECK (file_gone_at IS NULL OR file_until IS NOT NULL)
);
CREATE INDEX ix_export_unfinished ON export (asked_at, number) WHERE state IN ('WAITING', 'MAKING');
CREATE INDEX ix_export_page ON export (asked_at DESC, number DESC);
CREATE INDEX ix_export_file_until ON export (file_until) WHERE file_until IS NOT NULL AND file_gone_at IS NULL;

-- The file, cut into pieces. An XLSX is compressed already, so the server does not try.
CREATE TABLE export_chunk (
    export varchar(24) NOT NULL,
    seq    integer     NOT NULL,
    bytes  bytea       NOT NULL,
    CONSTRAINT pk_export_chunk PRIMARY KEY (export, seq),
    CONSTRAINT fk_export_chunk_export FOREIGN KEY (export) REFERENCES export (number),
    CONSTRAINT ck_export_chunk_seq CHECK (seq > 0)
);
ALTER TABLE export_chunk ALTER COLUMN bytes SET STORAGE EXTERNAL;

-- Which rows the file was made of, in its order, and the beginning of each row's hash: what a repetition begins with.
CREATE TABLE export_slice (
    export  varchar(24) NOT NULL,
    seq     integer     NOT NULL,
    keys    uuid[]      NOT NULL,
    digests bigint[]    NOT NULL,
    CONSTRAINT pk_export_slice PRIMARY KEY (export, seq),
    CONSTRAINT fk_export_slice_export FOREIGN KEY (export) REFERENCES export (number)
);

-- With which export a booking left first. The key lets a booking leave as new once, whoever makes exports beside one
-- another. There are no foreign keys: neither bookings nor exports can be deleted, and a million checks would cost much.
CREATE TABLE export_mark (
    cause_type varchar(20) NOT NULL,
    cause_id   uuid        NOT NULL,
    export     varchar(24) NOT NULL,
    CONSTRAINT pk_export_mark PRIMARY KEY (cause_type, cause_id)
);

-- What was asked for stays as it was asked, and what has ended stays as it ended; only the file of one whose day has
-- passed may go.
CREATE FUNCTION keep_export() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'UPDATE' THEN
        RAISE EXCEPTION 'Exports are kept; % is refused', TG_OP USING ERRCODE = 'restrict_violation';
    END IF;
    IF (NEW.number, NEW.office, NEW.year, NEW.seq, NEW.kind, NEW.format, NEW.from_day, NEW.to_day, NEW.zone, NEW.only_new,
            NEW.asked_by, NEW.asked_at)
        IS DISTINCT FROM (OLD.number, OLD.office, OLD.year, OLD.seq, OLD.kind, OLD.format, OLD.from_day, OLD.to_day,
            OLD.zone, OLD.only_new, OLD.asked_by, OLD.asked_at) THEN
        RAISE EXCEPTION 'What an export was asked for cannot change' USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.state IN ('DONE', 'FAILED')
        AND (to_jsonb(NEW) - 'file_gone_at' <> to_jsonb(OLD) - 'file_gone_at' OR OLD.file_gone_at IS NOT NULL
            OR OLD.file_until IS NULL OR OLD.file_until >= current_date) THEN
        RAISE EXCEPTION 'An export that has ended cannot change' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION keep_export_part() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' AND EXISTS (SELECT 1 FROM export WHERE number = NEW.export AND state = 'MAKING') THEN
        RETURN NEW;
    END IF;
    IF TG_OP = 'DELETE' AND TG_TABLE_NAME <> 'export_mark'
        AND EXISTS (SELECT 1 FROM export WHERE number = OLD.export AND file_until < current_date) THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'The parts of an export are kept as they were made; % is refused', TG_OP
        USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER tr_export_keep BEFORE UPDATE OR DELETE ON export FOR EACH ROW EXECUTE FUNCTION keep_export();
CREATE TRIGGER tr_export_keep_all BEFORE TRUNCATE ON export FOR EACH STATEMENT EXECUTE FUNCTION keep_export();
CREATE TRIGGER tr_export_chunk_keep BEFORE INSERT OR UPDATE OR DELETE ON export_chunk
    FOR EACH ROW EXECUTE FUNCTION keep_export_part();
CREATE TRIGGER tr_export_chunk_keep_all BEFORE TRUNCATE ON export_chunk
    FOR EACH STATEMENT EXECUTE FUNCTION keep_export_part();
CREATE TRIGGER tr_export_slice_keep BEFORE INSERT OR UPDATE OR DELETE ON export_slice
    FOR EACH ROW EXECUTE FUNCTION keep_export_part();
CREATE TRIGGER tr_export_slice_keep_all BEFORE TRUNCATE ON export_slice
    FOR EACH STATEMENT EXECUTE FUNCTION keep_export_part();
-- Marks come in one statement of a million rows, so only what would change them is looked at row by row.
CREATE TRIGGER tr_export_mark_keep BEFORE UPDATE OR DELETE ON export_mark
    FOR EACH ROW EXECUTE FUNCTION keep_export_part();
CREATE TRIGGER tr_export_mark_keep_all BEFORE TRUNCATE ON export_mark
    FOR EACH STATEMENT EXECUTE FUNCTION keep_export_part();
