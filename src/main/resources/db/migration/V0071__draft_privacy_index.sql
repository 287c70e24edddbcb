-- Finds the drafts whose personal data are still there, without walking those already scrubbed.
CREATE INDEX ix_gift_draft_personal ON gift_draft (expires_at) WHERE donor IS NOT NULL;
