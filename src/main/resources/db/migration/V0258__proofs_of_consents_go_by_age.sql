-- What a proof proves is looked for when its time may have come.
CREATE INDEX ix_consent_event_proof ON consent_event (proof_id);
CREATE INDEX ix_sign_up_withdrawn ON sign_up (withdrawn_at) WHERE withdrawn_at IS NOT NULL;
