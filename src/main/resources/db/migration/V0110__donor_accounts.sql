-- Donors are people, not addresses. An account is one person (or organisation) behind any number of donor
-- rows: joining and separating moves rows between accounts and never rewrites what a donor wrote that day.

CREATE TABLE donor_account (
    id         uuid        NOT NULL,
    locale     varchar(2)  NOT NULL,
    created_at timestamptz NOT NULL,
    CONSTRAINT pk_donor_account PRIMARY KEY (id),
    CONSTRAINT ck_donor_account_locale CHECK (locale IN ('de', 'en', 'nl', 'fr'))
);

-- A donor row belongs to one account at most.
CREATE TABLE account_donor (
    donor_id   uuid        NOT NULL,
    account_id uuid        NOT NULL,
    joined_at  timestamptz NOT NULL,
    joined_by  varchar(10) NOT NULL,
    CONSTRAINT pk_account_donor PRIMARY KEY (donor_id),
    CONSTRAINT fk_account_donor_donor FOREIGN KEY (donor_id) REFERENCES donor (id),
    CONSTRAINT fk_account_donor_account FOREIGN KEY (account_id) REFERENCES donor_account (id),
    CONSTRAINT ck_account_donor_by CHECK (joined_by IN ('SIGN_IN', 'STAFF'))
);
CREATE INDEX ix_account_donor_account ON account_donor (account_id);

-- Addresses whose mailbox the person has shown to control. An account is reached by these only.
CREATE TABLE account_address (
    id         uuid         NOT NULL,
    account_id uuid         NOT NULL,
    email      varchar(254) NOT NULL,
    -- the address with ASCII letters in small; nothing else is folded, so no two mailboxes meet
    email_key  varchar(254) NOT NULL,
    proved_at  timestamptz  NOT NULL,
    ended_at   timestamptz,
    CONSTRAINT pk_account_address PRIMARY KEY (id),
    CONSTRAINT fk_account_address_account FOREIGN KEY (account_id) REFERENCES donor_account (id),
    CONSTRAINT ck_account_address_end CHECK (ended_at >= proved_at)
);
CREATE UNIQUE INDEX uq_account_address_live ON account_address (account_id, email_key)
    WHERE ended_at IS NULL;
CREATE INDEX ix_account_address_key ON account_address (email_key) WHERE ended_at IS NULL;
