-- What gifts can be given for, and what has come together. A total is spread over sixteen rows so
-- that settlements of the same second do not queue; a single row may be below zero, their sum is not.

CREATE TABLE campaign (
    id            uuid        NOT NULL,
    slug          varchar(60) NOT NULL,
    office        varchar(8),
    goal_minor    bigint,
    goal_currency varchar(3),
    open_from     timestamptz NOT NULL,
    open_until    timestamptz,
    CONSTRAINT pk_campaign PRIMARY KEY (id),
    CONSTRAINT uq_campaign_slug UNIQUE (slug),
    CONSTRAINT fk_campaign_office FOREIGN KEY (office) REFERENCES office (code),
    CONSTRAINT ck_campaign_slug CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    CONSTRAINT ck_campaign_goal CHECK
        ((goal_minor IS NULL) = (goal_currency IS NULL) AND (goal_minor IS NULL OR goal_minor > 0)),
    CONSTRAINT ck_campaign_goal_currency CHECK (goal_currency ~ '^[A-Z]{3}$'),
    CONSTRAINT ck_campaign_open CHECK (open_until > open_from)
);

CREATE TABLE campaign_name (
    campaign uuid         NOT NULL,
    locale   varchar(8)   NOT NULL,
    name     varchar(120) NOT NULL,
    CONSTRAINT pk_campaign_name PRIMARY KEY (campaign, locale),
    CONSTRAINT fk_campaign_name_campaign FOREIGN KEY (campaign) REFERENCES campaign (id)
);

CREATE TABLE campaign_total (
    campaign uuid       NOT NULL,
    currency varchar(3) NOT NULL,
    shard    smallint   NOT NULL,
    minor    bigint     NOT NULL,
    gifts    bigint     NOT NULL,
    CONSTRAINT pk_campaign_total PRIMARY KEY (campaign, currency, shard),
    CONSTRAINT fk_campaign_total_campaign FOREIGN KEY (campaign) REFERENCES campaign (id),
    CONSTRAINT ck_campaign_total_currency CHECK (currency ~ '^[A-Z]{3}$'),
    CONSTRAINT ck_campaign_total_shard CHECK (shard BETWEEN 0 AND 15)
);
