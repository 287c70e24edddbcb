-- Who is signed in to the portal. A session ends by its row, at once and on every node.
CREATE TABLE donor_session (
    id           uuid         NOT NULL,
    account_id   uuid         NOT NULL,
    -- the browser that signed in: hash of its cookie, and what it calls itself, in two words
    browser_hash varchar(64)  NOT NULL,
    browser      varchar(60)  NOT NULL,
    signed_in_at timestamptz  NOT NULL,
    used_at      timestamptz  NOT NULL,
    ends_at      timestamptz  NOT NULL,
    ended_at     timestamptz,
    ended_why    varchar(20),
    CONSTRAINT pk_donor_session PRIMARY KEY (id),
    CONSTRAINT fk_donor_session_account FOREIGN KEY (account_id) REFERENCES donor_account (id),
    CONSTRAINT ck_donor_session_browser CHECK (browser_hash ~ '^[0-9a-f]{64}$'),
    CONSTRAINT ck_donor_session_times CHECK (used_at >= signed_in_at AND ends_at > signed_in_at),
    CONSTRAINT ck_donor_session_end CHECK ((ended_at IS NULL) = (ended_why IS NULL)),
    CONSTRAINT ck_donor_session_why CHECK (ended_why IN
        ('SIGNED_OUT', 'ENDED_BY_DONOR', 'TOKEN_REUSED', 'ADDRESS_CHANGED', 'ACCOUNT_CHANGED', 'ERASED'))
);
CREATE INDEX ix_donor_session_account ON donor_session (account_id) WHERE ended_at IS NULL;
CREATE INDEX ix_donor_session_ends ON donor_session (ends_at);

-- Refresh tokens of a session, each used once. Only their hashes lie here.
CREATE TABLE refresh_token (
    token_hash  varchar(64) NOT NULL,
    session_id  uuid        NOT NULL,
    number      integer     NOT NULL,
    created_at  timestamptz NOT NULL,
    expires_at  timestamptz NOT NULL,
    used_at     timestamptz,
    CONSTRAINT pk_refresh_token PRIMARY KEY (token_hash),
    CONSTRAINT uq_refresh_token_number UNIQUE (session_id, number),
    CONSTRAINT fk_refresh_token_session FOREIGN KEY (session_id) REFERENCES donor_session (id) ON DELETE CASCADE,
    CONSTRAINT ck_refresh_token_hash CHECK (token_hash ~ '^[0-9a-f]{64}$'),
    CONSTRAINT ck_refresh_token_number CHECK (number >= 1)
);
