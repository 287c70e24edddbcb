-- One more kind of export: what providers say of the accounts they hold.
ALTER TABLE export DROP CONSTRAINT ck_export_kind;
ALTER TABLE export ADD CONSTRAINT ck_export_kind
    CHECK (kind IN ('GIFTS', 'JOURNAL', 'STATEMENT_REGISTER', 'CONSENTS', 'DATEV', 'PROVIDER_MOVEMENTS'));
