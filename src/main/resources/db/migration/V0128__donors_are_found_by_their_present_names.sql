-- Staff look for what a person is called today as well. The expression is the one of ix_donor_name.
CREATE INDEX ix_account_contact_name ON account_contact USING gin (
    lower(coalesce(first_name || ' ', '') || coalesce(last_name || ' ', '') || coalesce(organisation, ''))
    gin_trgm_ops) WITH (fastupdate = off);
CREATE INDEX ix_account_contact_email ON account_contact (lower(email));
