-- What may be done so many times in so much time. The key is a hash, and rows go after the longest window.
CREATE TABLE allowance_use (
    id      uuid        NOT NULL,
    key     varchar(64) NOT NULL,
    used_at timestamptz NOT NULL,
    CONSTRAINT pk_allowance_use PRIMARY KEY (id),
    CONSTRAINT ck_allowance_use_key CHECK (key ~ '^[0-9a-f]{64}$')
);
CREATE INDEX ix_allowance_use_key ON allowance_use (key, used_at);
CREATE INDEX ix_allowance_use_time ON allowance_use (used_at);
