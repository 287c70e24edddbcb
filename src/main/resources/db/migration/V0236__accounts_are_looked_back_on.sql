-- What a provider writes down late is looked for over days, but not at every reading.
ALTER TABLE provider_account ADD COLUMN looked_back_at timestamptz;
