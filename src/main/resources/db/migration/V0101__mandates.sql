-- Permissions to collect by direct debit, with what proves them. The account lies sealed.
CREATE TABLE sepa_mandate (
    id                  uuid         NOT NULL,
    reference           varchar(35)  NOT NULL,
    office              varchar(8)   NOT NULL,
    creditor_name       varchar(140) NOT NULL,
    creditor_identifier varchar(35)  NOT NULL,
    sequence            varchar(4)   NOT NULL,
    state               varchar(10)  NOT NULL,
    state_reason        varchar(60),
    text_id             varchar(60)  NOT NULL,
    text_version        integer      NOT NULL,
    text_locale         varchar(2)   NOT NULL,
    -- of the words as they were shown, with the creditor's name in them
    text_sha256         varchar(64)  NOT NULL,
    holder              varchar(140) NOT NULL,
    account             varchar(200) NOT NULL,
    account_fingerprint varchar(64)  NOT NULL,
    account_masked      varchar(50)  NOT NULL,
    agreed_at           timestamptz  NOT NULL,
    -- the day at the office, which the bank is told as the day of signature
    agreed_on           date         NOT NULL,
    source              varchar(80)  NOT NULL,
    ip                  varchar(45),
    user_agent          varchar(400),
    last_collected_on   date,
    changed_at          timestamptz  NOT NULL,
    version             integer      NOT NULL,
    CONSTRAINT pk_sepa_mandate PRIMARY KEY (id),
    -- banks do not tell capitals from small letters in it, so there are none
    CONSTRAINT uq_sepa_mandate_reference UNIQUE (creditor_identifier, reference),
    CONSTRAINT uq_sepa_mandate_source UNIQUE (source),
    CONSTRAINT fk_sepa_mandate_text FOREIGN KEY (text_id, text_version, text_locale)
        REFERENCES sepa_mandate_text (id, version, locale),
    CONSTRAINT ck_sepa_mandate_reference CHECK (reference ~ '^[0-9A-Z]{8,35}$'),
    CONSTRAINT ck_sepa_mandate_sequence CHECK (sequence IN ('OOFF', 'RCUR')),
    CONSTRAINT ck_sepa_mandate_state CHECK (state IN ('PENDING', 'ACTIVE', 'SUSPENDED', 'REVOKED', 'EXPIRED')),
    CONSTRAINT ck_sepa_mandate_text_sha256 CHECK (text_sha256 ~ '^[0-9a-f]{64}$'),
    -- never readable: an account number that was not sealed is refused
    CONSTRAINT ck_sepa_mandate_account CHECK (account ~ '^v1:[A-Za-z0-9-]{1,20}:[A-Za-z0-9_-]{16}:[A-Za-z0-9_-]{22,}$'),
    CONSTRAINT ck_sepa_mandate_fingerprint CHECK (account_fingerprint ~ '^[0-9a-f]{64}$'),
    CONSTRAINT ck_sepa_mandate_masked CHECK (account_masked ~ '[*]{8}' OR account_masked ~ '[*]{4} ')
);
-- By account, without reading any.
CREATE INDEX ix_sepa_mandate_fingerprint ON sepa_mandate (account_fingerprint);
-- What lies under an older key.
CREATE INDEX ix_sepa_mandate_key ON sepa_mandate (split_part(account, ':', 2));
-- Mandates that end because nobody used them.
CREATE INDEX ix_sepa_mandate_use ON sepa_mandate ((coalesce(last_collected_on, agreed_on)))
    WHERE state IN ('PENDING', 'ACTIVE', 'SUSPENDED');
