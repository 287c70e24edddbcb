-- Somebody wants to sign in. Nothing secret lies here: the link's token as a hash, the code not at all
-- (it is computed from the id with a key that is no part of the data).
CREATE TABLE sign_in_request (
    id           uuid         NOT NULL,
    email        varchar(254) NOT NULL,
    locale       varchar(2)   NOT NULL,
    -- hash of the cookie of the browser that asked; what it calls itself; the network it is in
    browser_hash varchar(64)  NOT NULL,
    browser      varchar(60)  NOT NULL,
    network      varchar(64)  NOT NULL,
    link_hash    varchar(64)  NOT NULL,
    state        varchar(10)  NOT NULL,
    tries        smallint     NOT NULL DEFAULT 0,
    -- decided once: whether a mail may go to this mailbox now
    mail         varchar(10)  NOT NULL DEFAULT 'UNDECIDED',
    asked_at     timestamptz  NOT NULL,
    expires_at   timestamptz  NOT NULL,
    -- after redeeming, when an address has several people: the hash of what lets one choose
    choice_hash  varchar(64),
    CONSTRAINT pk_sign_in_request PRIMARY KEY (id),
    CONSTRAINT uq_sign_in_request_link UNIQUE (link_hash),
    CONSTRAINT ck_sign_in_request_hashes CHECK (
        browser_hash ~ '^[0-9a-f]{64}$' AND link_hash ~ '^[0-9a-f]{64}$'),
    CONSTRAINT ck_sign_in_request_locale CHECK (locale IN ('de', 'en', 'nl', 'fr')),
    CONSTRAINT ck_sign_in_request_state CHECK (state IN ('OPEN', 'CHOOSING', 'DONE', 'LOCKED', 'REPLACED')),
    CONSTRAINT ck_sign_in_request_mail CHECK (mail IN ('UNDECIDED', 'YES', 'NO')),
    CONSTRAINT ck_sign_in_request_tries CHECK (tries BETWEEN 0 AND 5),
    CONSTRAINT ck_sign_in_request_choice CHECK ((choice_hash IS NOT NULL) = (state = 'CHOOSING'))
);
-- A browser has one open request at most: a newer one makes the older worthless.
CREATE UNIQUE INDEX uq_sign_in_request_open ON sign_in_request (browser_hash) WHERE state = 'OPEN';
CREATE UNIQUE INDEX uq_sign_in_request_choice ON sign_in_request (choice_hash) WHERE choice_hash IS NOT NULL;
CREATE INDEX ix_sign_in_request_expiry ON sign_in_request (expires_at);
