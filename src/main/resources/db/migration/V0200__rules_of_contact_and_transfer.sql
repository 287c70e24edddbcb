-- By which rules it is decided whether a person may be written to and whether data may be handed over, through time. What
-- has been in force stays, because decisions were made by it.

CREATE TABLE contact_rule (
    rule       varchar(40) NOT NULL,
    valid_from date        NOT NULL,
    sha256     varchar(64) NOT NULL,
    content    jsonb       NOT NULL,
    CONSTRAINT pk_contact_rule PRIMARY KEY (rule, valid_from)
);

CREATE TABLE transfer_rule (
    rule       varchar(40) NOT NULL,
    valid_from date        NOT NULL,
    sha256     varchar(64) NOT NULL,
    content    jsonb       NOT NULL,
    CONSTRAINT pk_transfer_rule PRIMARY KEY (rule, valid_from)
);

CREATE TABLE transfer_agreement (
    agreement  varchar(40) NOT NULL,
    valid_from date        NOT NULL,
    sha256     varchar(64) NOT NULL,
    content    jsonb       NOT NULL,
    CONSTRAINT pk_transfer_agreement PRIMARY KEY (agreement, valid_from)
);

-- A consent to the risks of a transfer (GDPR Art. 49(1)(a)) is a record of its own, apart from being told of the transfer.
ALTER TABLE consent_text DROP CONSTRAINT ck_consent_text_purpose;
ALTER TABLE consent_text ADD CONSTRAINT ck_consent_text_purpose CHECK (
    purpose IN ('PRIVACY', 'TRANSFER_TO_OFFICE', 'NEWSLETTER', 'GIFT_AID', 'TRANSFER_49_1_A'));
