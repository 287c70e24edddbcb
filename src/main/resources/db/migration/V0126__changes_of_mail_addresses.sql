-- A person wants to be reached by another address. It counts once the new mailbox has answered, and can be taken
-- back from the old one for a while. Secrets lie here as hashes only; they are computed from the id with a key that
-- is no part of the data.
CREATE TABLE address_change (
    id           uuid         NOT NULL,
    account_id   uuid         NOT NULL,
    email        varchar(254) NOT NULL,
    email_key    varchar(254) NOT NULL,
    state        varchar(8)   NOT NULL,
    confirm_hash varchar(64)  NOT NULL,
    asked_at     timestamptz  NOT NULL,
    expires_at   timestamptz  NOT NULL,
    -- from here on only once it is confirmed
    old_email    varchar(254),
    -- whether the new address was proved by this change, and so goes with it
    added        boolean      NOT NULL DEFAULT false,
    confirmed_at timestamptz,
    undo_hash    varchar(64),
    undo_until   timestamptz,
    CONSTRAINT pk_address_change PRIMARY KEY (id),
    CONSTRAINT uq_address_change_confirm UNIQUE (confirm_hash),
    CONSTRAINT uq_address_change_undo UNIQUE (undo_hash),
    CONSTRAINT fk_address_change_account FOREIGN KEY (account_id) REFERENCES donor_account (id),
    CONSTRAINT ck_address_change_state CHECK (state IN ('OPEN', 'REPLACED', 'DONE', 'UNDONE')),
    CONSTRAINT ck_address_change_hashes CHECK (confirm_hash ~ '^[0-9a-f]{64}$' AND undo_hash ~ '^[0-9a-f]{64}$'),
    CONSTRAINT ck_address_change_done CHECK (
        (state IN ('DONE', 'UNDONE')) = (confirmed_at IS NOT NULL)
        AND (confirmed_at IS NULL) = (old_email IS NULL)
        AND (undo_hash IS NULL) = (undo_until IS NULL)
        AND (undo_hash IS NULL OR confirmed_at IS NOT NULL))
);
-- The newer wish replaces the older one.
CREATE UNIQUE INDEX uq_address_change_open ON address_change (account_id) WHERE state = 'OPEN';
CREATE INDEX ix_address_change_account ON address_change (account_id, confirmed_at);

-- Everything a mail about an account is made of but its secret, frozen when it was owed.
CREATE TABLE account_letter (
    id         uuid        NOT NULL,
    change_id  uuid        NOT NULL,
    kind       varchar(20) NOT NULL,
    written_at timestamptz NOT NULL,
    snapshot   jsonb       NOT NULL,
    CONSTRAINT pk_account_letter PRIMARY KEY (id),
    CONSTRAINT uq_account_letter_kind UNIQUE (change_id, kind),
    CONSTRAINT fk_account_letter_change FOREIGN KEY (change_id) REFERENCES address_change (id),
    CONSTRAINT ck_account_letter_kind CHECK (kind IN ('CONFIRM_ADDRESS', 'ADDRESS_CHANGED'))
);
