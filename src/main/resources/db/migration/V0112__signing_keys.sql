-- The keys that sign donors' access tokens. The private half is sealed by the strongbox.
CREATE TABLE signing_key (
    id             uuid        NOT NULL,
    kid            varchar(43) NOT NULL,
    state          varchar(8)  NOT NULL,
    public_key     text        NOT NULL,
    sealed_private text,
    made_at        timestamptz NOT NULL,
    active_at      timestamptz,
    retired_at     timestamptz,
    CONSTRAINT pk_signing_key PRIMARY KEY (id),
    CONSTRAINT uq_signing_key_kid UNIQUE (kid),
    -- NEXT is published before it signs; RETIRED still verifies; REVOKED and EXPIRED do nothing
    CONSTRAINT ck_signing_key_state CHECK (state IN ('NEXT', 'ACTIVE', 'RETIRED', 'REVOKED', 'EXPIRED')),
    CONSTRAINT ck_signing_key_private CHECK ((sealed_private IS NOT NULL) = (state IN ('NEXT', 'ACTIVE'))),
    CONSTRAINT ck_signing_key_active CHECK (state <> 'ACTIVE' OR active_at IS NOT NULL),
    CONSTRAINT ck_signing_key_retired CHECK (state <> 'RETIRED' OR retired_at IS NOT NULL)
);
CREATE UNIQUE INDEX uq_signing_key_active ON signing_key (state) WHERE state IN ('NEXT', 'ACTIVE');
