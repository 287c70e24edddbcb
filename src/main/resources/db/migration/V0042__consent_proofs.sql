-- How an answer came: personal, so it stands apart and can be deleted. Its digest, made with a
-- random salt, is in the chain: while the proof lives it can be checked, afterwards nothing can be
-- guessed from the digest.

CREATE TABLE consent_proof (
    id         uuid         NOT NULL,
    salt       varchar(64)  NOT NULL,
    ip         varchar(45)  NOT NULL,
    user_agent varchar(400) NOT NULL,
    created_at timestamptz  NOT NULL,
    CONSTRAINT pk_consent_proof PRIMARY KEY (id),
    CONSTRAINT ck_consent_proof_salt CHECK (salt ~ '^[0-9a-f]{64}$')
);

-- Proofs are deleted by age.
CREATE INDEX ix_consent_proof_age ON consent_proof (created_at);
