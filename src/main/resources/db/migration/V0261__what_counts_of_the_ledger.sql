-- What counts of each donor's answers today, worked out from the ledger by a job: for numbers and lists over many donors.
-- Decisions about one person read the ledger itself. It can be thrown away and is made anew: projected = 0 is enough.
ALTER TABLE consent_chain
    -- how many links the standing below has taken in
    ADD COLUMN projected bigint NOT NULL DEFAULT 0,
    ADD CONSTRAINT ck_consent_chain_projected CHECK (projected BETWEEN 0 AND length);
CREATE INDEX ix_consent_chain_to_project ON consent_chain (donor_id) WHERE projected < length;

CREATE TABLE consent_status (
    donor_id  uuid        NOT NULL,
    office    varchar(8)  NOT NULL,
    recipient varchar(8)  NOT NULL,
    purpose   varchar(30) NOT NULL,
    channel   varchar(10) NOT NULL,
    state     varchar(20) NOT NULL,
    -- a yes that the mailbox has still to confirm
    awaits_confirmation boolean NOT NULL,
    event_id  uuid        NOT NULL,
    CONSTRAINT pk_consent_status PRIMARY KEY (donor_id, office, recipient, purpose, channel),
    CONSTRAINT fk_consent_status_chain FOREIGN KEY (donor_id) REFERENCES consent_chain (donor_id)
);
CREATE INDEX ix_consent_status_office ON consent_status (office, purpose, channel, recipient, state, awaits_confirmation);
