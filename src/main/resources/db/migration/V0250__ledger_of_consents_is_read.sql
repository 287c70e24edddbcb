-- Privacy officers read the ledger of consents by office, or all of it, by the day of the answer, and take it away.
CREATE INDEX ix_consent_event_office ON consent_event (office, occurred_at, id);
CREATE INDEX ix_consent_event_time ON consent_event (occurred_at, id);

ALTER TABLE export DROP CONSTRAINT ck_export_kind;
ALTER TABLE export ADD CONSTRAINT ck_export_kind
    CHECK (kind IN ('GIFTS', 'JOURNAL', 'STATEMENT_REGISTER', 'CONSENTS', 'DATEV', 'PROVIDER_MOVEMENTS', 'CONSENT_LEDGER'));
