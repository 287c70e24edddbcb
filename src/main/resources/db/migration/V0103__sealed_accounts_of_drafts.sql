-- The account of a direct debit lies sealed with the draft until it is completed, and is gone with it.
ALTER TABLE gift_draft ADD COLUMN account varchar(200);
ALTER TABLE gift_draft ADD CONSTRAINT ck_gift_draft_account CHECK (
    account ~ '^v1:[A-Za-z0-9-]{1,20}:[A-Za-z0-9_-]{16}:[A-Za-z0-9_-]{22,}$');
CREATE INDEX ix_gift_draft_account_key ON gift_draft (split_part(account, ':', 2)) WHERE account IS NOT NULL;
