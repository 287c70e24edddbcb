-- Posting batches for DATEV: one more kind of export, with settings of its own and marks of its own.

ALTER TABLE export
    -- what a batch is made with, as it was when it was asked for: its numbers, accounts and fiscal year
    ADD COLUMN settings      jsonb,
    -- what kept an export from being made, such as a ledger account without an account in the chart; no person's data
    ADD COLUMN failed_detail varchar(200),
    DROP CONSTRAINT ck_export_kind,
    DROP CONSTRAINT ck_export_format,
    DROP CONSTRAINT ck_export_only_new;

ALTER TABLE export
    ADD CONSTRAINT ck_export_kind CHECK (kind IN ('GIFTS', 'JOURNAL', 'STATEMENT_REGISTER', 'CONSENTS', 'DATEV')),
    ADD CONSTRAINT ck_export_format CHECK (format IN ('CSV', 'XLSX', 'JSON_LINES', 'EXTF')),
    ADD CONSTRAINT ck_export_only_new CHECK (NOT only_new OR kind IN ('JOURNAL', 'DATEV')),
    ADD CONSTRAINT ck_export_settings CHECK ((kind = 'DATEV') = (settings IS NOT NULL)),
    ADD CONSTRAINT ck_export_extf CHECK ((kind = 'DATEV') = (format = 'EXTF')),
    ADD CONSTRAINT ck_export_failed_detail CHECK (failed_detail IS NULL OR state = 'FAILED');

-- With which batch a booking left first, whatever journals it stood in before. The key lets it be posted as new once.
CREATE TABLE export_batch_mark (
    cause_type varchar(20) NOT NULL,
    cause_id   uuid        NOT NULL,
    export     varchar(24) NOT NULL,
    CONSTRAINT pk_export_batch_mark PRIMARY KEY (cause_type, cause_id)
);

-- As before, with the settings among what stays as it was asked for.
CREATE OR REPLACE FUNCTION keep_export() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'UPDATE' THEN
        RAISE EXCEPTION 'Exports are kept; % is refused', TG_OP USING ERRCODE = 'restrict_violation';
    END IF;
    IF (NEW.number, NEW.office, NEW.year, NEW.seq, NEW.kind, NEW.format, NEW.from_day, NEW.to_day, NEW.zone, NEW.only_new,
            NEW.asked_by, NEW.asked_at, NEW.settings)
        IS DISTINCT FROM (OLD.number, OLD.office, OLD.year, OLD.seq, OLD.kind, OLD.format, OLD.from_day, OLD.to_day,
            OLD.zone, OLD.only_new, OLD.asked_by, OLD.asked_at, OLD.settings) THEN
        RAISE EXCEPTION 'What an export was asked for cannot change' USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.state IN ('DONE', 'FAILED')
        AND (to_jsonb(NEW) - 'file_gone_at' <> to_jsonb(OLD) - 'file_gone_at' OR OLD.file_gone_at IS NOT NULL
            OR OLD.file_until IS NULL OR OLD.file_until >= current_date) THEN
        RAISE EXCEPTION 'An export that has ended cannot change' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

-- As before, with marks of batches as permanent as those of journals.
CREATE OR REPLACE FUNCTION keep_export_part() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' AND EXISTS (SELECT 1 FROM export WHERE number = NEW.export AND state = 'MAKING') THEN
        RETURN NEW;
    END IF;
    IF TG_OP = 'DELETE' AND TG_TABLE_NAME NOT IN ('export_mark', 'export_batch_mark')
        AND EXISTS (SELECT 1 FROM export WHERE number = OLD.export AND file_until < current_date) THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'The parts of an export are kept as they were made; % is refused', TG_OP
        USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER tr_export_batch_mark_keep BEFORE UPDATE OR DELETE ON export_batch_mark
    FOR EACH ROW EXECUTE FUNCTION keep_export_part();
CREATE TRIGGER tr_export_batch_mark_keep_all BEFORE TRUNCATE ON export_batch_mark
    FOR EACH STATEMENT EXECUTE FUNCTION keep_export_part();
