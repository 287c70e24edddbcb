-- Staff look donors up by any part of a name: trigrams serve that, where a sorted index could not. The extension
-- comes with PostgreSQL and is a trusted one: whoever owns the database may create it.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- GiftsTable searches by exactly this expression.
CREATE INDEX ix_donor_name ON donor USING gin (
    lower(coalesce(first_name || ' ', '') || coalesce(last_name || ' ', '') || coalesce(organisation, ''))
    gin_trgm_ops);
