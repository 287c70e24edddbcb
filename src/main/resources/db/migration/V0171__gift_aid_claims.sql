-- Claims for Gift Aid to HMRC: frozen when they are made, a gift in one live claim at most.

-- The last number given out; it moves in the transaction that inserts the claim.
CREATE TABLE gift_aid_claim_series (
    office varchar(8) NOT NULL,
    last   integer    NOT NULL,
    CONSTRAINT pk_gift_aid_claim_series PRIMARY KEY (office)
);

CREATE TABLE gift_aid_claim (
    id               uuid         NOT NULL,
    office           varchar(8)   NOT NULL,
    number           varchar(24)  NOT NULL,
    until_day        date         NOT NULL,
    state            varchar(9)   NOT NULL,
    live             boolean      NOT NULL GENERATED ALWAYS AS (state IN ('MAKING', 'DRAFT', 'SUBMITTED')) STORED,
    tries            integer      NOT NULL DEFAULT 0,
    not_before       timestamptz  NOT NULL,
    -- day of the first gift in it
    earliest_day     date,
    gifts            integer,
    lines            integer,
    total_minor      bigint,
    -- what HMRC pays on it: a quarter of each schedule's total
    tax_minor        bigint,
    -- gifts that were claimed before and came back, or whose declaration fell away: as given, not the tax
    adjustment_minor bigint,
    made_by          varchar(255) NOT NULL,
    asked_at         timestamptz  NOT NULL,
    made_at          timestamptz,
    submitted_on     date,
    submitted_at     timestamptz,
    submitted_by     varchar(255),
    -- HMRC's reference of the submission
    reference        varchar(100),
    cancelled_at     timestamptz,
    cancelled_by     varchar(255),
    CONSTRAINT pk_gift_aid_claim PRIMARY KEY (id),
    CONSTRAINT uq_gift_aid_claim_number UNIQUE (number),
    CONSTRAINT uq_gift_aid_claim_live UNIQUE (id, live),
    CONSTRAINT ck_gift_aid_claim_state CHECK (state IN ('MAKING', 'DRAFT', 'SUBMITTED', 'CANCELLED')),
    CONSTRAINT ck_gift_aid_claim_made CHECK (
        (made_at IS NULL) = (gifts IS NULL) AND (made_at IS NULL) = (lines IS NULL)
        AND (made_at IS NULL) = (total_minor IS NULL) AND (made_at IS NULL) = (tax_minor IS NULL)
        AND (made_at IS NULL) = (adjustment_minor IS NULL)
        AND (state NOT IN ('DRAFT', 'SUBMITTED') OR made_at IS NOT NULL) AND (state <> 'MAKING' OR made_at IS NULL)),
    CONSTRAINT ck_gift_aid_claim_submitted CHECK (
        (state = 'SUBMITTED') = (submitted_at IS NOT NULL) AND (submitted_at IS NULL) = (submitted_by IS NULL)
        AND (submitted_at IS NULL) = (submitted_on IS NULL) AND (submitted_at IS NULL) = (reference IS NULL)),
    CONSTRAINT ck_gift_aid_claim_cancelled CHECK (
        (state = 'CANCELLED') = (cancelled_at IS NOT NULL) AND (cancelled_at IS NULL) = (cancelled_by IS NULL)),
    CONSTRAINT ck_gift_aid_claim_amounts CHECK (
        total_minor >= 0 AND tax_minor >= 0 AND adjustment_minor >= 0 AND gifts >= 0 AND lines >= 0 AND gifts >= lines)
);
-- A second one at the same time would leave whoever made it wondering where the gifts are.
CREATE UNIQUE INDEX uq_gift_aid_claim_open ON gift_aid_claim (office) WHERE state IN ('MAKING', 'DRAFT');
CREATE INDEX ix_gift_aid_claim_page ON gift_aid_claim (asked_at DESC, id DESC);
CREATE INDEX ix_gift_aid_claim_making ON gift_aid_claim (not_before) WHERE state = 'MAKING';

-- One row of HMRC's schedule: a person's gifts within one accounting period.
CREATE TABLE gift_aid_claim_line (
    claim_id     uuid        NOT NULL,
    position     integer     NOT NULL,
    person       uuid        NOT NULL,
    -- the row that name and address are taken from
    donor_id     uuid        NOT NULL,
    title        varchar(4),
    first_name   varchar(35),
    last_name    varchar(35),
    house        varchar(40),
    postcode     varchar(8),
    given_on     date        NOT NULL,
    amount_minor bigint      NOT NULL,
    -- one name for erasure and its report
    id           uuid        NOT NULL DEFAULT gen_random_uuid(),
    personal_until date,
    CONSTRAINT pk_gift_aid_claim_line PRIMARY KEY (claim_id, position),
    CONSTRAINT uq_gift_aid_claim_line_id UNIQUE (id),
    CONSTRAINT fk_gift_aid_claim_line_claim FOREIGN KEY (claim_id) REFERENCES gift_aid_claim (id),
    CONSTRAINT fk_gift_aid_claim_line_donor FOREIGN KEY (donor_id) REFERENCES donor (id),
    CONSTRAINT ck_gift_aid_claim_line_position CHECK (position >= 1),
    CONSTRAINT ck_gift_aid_claim_line_amount CHECK (amount_minor > 0)
);
CREATE INDEX ix_gift_aid_claim_line_donor ON gift_aid_claim_line (donor_id);
CREATE INDEX ix_gift_aid_claim_line_personal ON gift_aid_claim_line (personal_until)
    WHERE personal_until IS NOT NULL;

-- Which gifts a line is made of, and the declaration each rests on. Whether a gift is taken follows its claim's state by
-- the foreign key itself.
CREATE TABLE gift_aid_claim_gift (
    claim_id       uuid    NOT NULL,
    live           boolean NOT NULL,
    position       integer NOT NULL,
    donation_id    uuid    NOT NULL,
    declaration_id uuid    NOT NULL,
    given_on       date    NOT NULL,
    amount_minor   bigint  NOT NULL,
    CONSTRAINT pk_gift_aid_claim_gift PRIMARY KEY (claim_id, donation_id),
    CONSTRAINT fk_gift_aid_claim_gift_claim FOREIGN KEY (claim_id, live)
        REFERENCES gift_aid_claim (id, live) ON UPDATE CASCADE,
    CONSTRAINT fk_gift_aid_claim_gift_line FOREIGN KEY (claim_id, position)
        REFERENCES gift_aid_claim_line (claim_id, position) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_gift_aid_claim_gift_gift FOREIGN KEY (donation_id) REFERENCES donation (id),
    CONSTRAINT fk_gift_aid_claim_gift_declaration FOREIGN KEY (declaration_id) REFERENCES gift_aid_declaration (id),
    CONSTRAINT ck_gift_aid_claim_gift_amount CHECK (amount_minor > 0)
);
CREATE UNIQUE INDEX uq_gift_aid_claim_gift ON gift_aid_claim_gift (donation_id) WHERE live;
CREATE INDEX ix_gift_aid_claim_gift_line ON gift_aid_claim_gift (claim_id, position);
CREATE INDEX ix_gift_aid_claim_gift_declaration ON gift_aid_claim_gift (declaration_id);

-- What was claimed and must be given back with this claim. Together never more than was claimed of a gift (I19).
CREATE TABLE gift_aid_adjustment (
    claim_id     uuid    NOT NULL,
    live         boolean NOT NULL,
    donation_id  uuid    NOT NULL,
    -- the claim it was in
    claimed_in   uuid    NOT NULL,
    amount_minor bigint  NOT NULL,
    CONSTRAINT pk_gift_aid_adjustment PRIMARY KEY (claim_id, donation_id),
    CONSTRAINT fk_gift_aid_adjustment_claim FOREIGN KEY (claim_id, live)
        REFERENCES gift_aid_claim (id, live) ON UPDATE CASCADE,
    CONSTRAINT fk_gift_aid_adjustment_claimed FOREIGN KEY (claimed_in, donation_id)
        REFERENCES gift_aid_claim_gift (claim_id, donation_id),
    CONSTRAINT ck_gift_aid_adjustment_amount CHECK (amount_minor > 0)
);
CREATE INDEX ix_gift_aid_adjustment_gift ON gift_aid_adjustment (donation_id) WHERE live;
