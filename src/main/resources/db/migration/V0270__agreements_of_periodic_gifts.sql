-- Agreements of periodic gifts (Netherlands: overeenkomst periodieke gift, art. 6.34, 6.38 Wet IB 2001): offered, signed by the donor,
-- signed by the institution, ended. What was agreed never changes; another amount or another term is another agreement.

-- The last transactienummer given out. It only goes up, so that no number comes again.
CREATE TABLE periodic_gift_series (
    office varchar(8) NOT NULL,
    last   integer    NOT NULL,
    CONSTRAINT pk_periodic_gift_series PRIMARY KEY (office),
    CONSTRAINT ck_periodic_gift_series_last CHECK (last BETWEEN 1 AND 999999)
);

CREATE TABLE periodic_gift_agreement (
    id                uuid         NOT NULL,
    office            varchar(8)   NOT NULL,
    -- transactienummer; digits only, because the donor types it into the tax return
    number            varchar(10)  NOT NULL,
    donor_id          uuid         NOT NULL,
    -- what it is paid by; none when nothing is collected for it. The one thing that may change: how, not what
    recurring_gift_id uuid,
    amount_minor      bigint       NOT NULL,
    currency          varchar(3)   NOT NULL,
    first_year        integer      NOT NULL,
    -- none: for an indefinite time, five years at least
    years             integer,
    death_of          varchar(5)   NOT NULL,
    -- the other person at whose death it ends
    other_person      varchar(200),
    early_ends        text[]       NOT NULL,
    has_partner       boolean      NOT NULL,
    -- what the form says of donor and institution, as it was on the day of the offer
    giver             jsonb        NOT NULL,
    institution       jsonb        NOT NULL,
    state             varchar(9)   NOT NULL,
    offered_at        timestamptz  NOT NULL,
    offered_on        date         NOT NULL,
    -- who asked for it: the donor, or somebody of the staff
    offered_by        varchar(255) NOT NULL,
    signed_on         date,
    -- where the signed form is kept
    evidence          varchar(200),
    document_id       uuid,
    countersigned_on  date,
    countersigned_by  jsonb,
    ended_on          date,
    end_reason        varchar(14),
    closed_at         timestamptz,
    -- after an erasure: the last day a rule holds names and addresses
    personal_until    date,
    CONSTRAINT pk_periodic_gift_agreement PRIMARY KEY (id),
    CONSTRAINT uq_periodic_gift_agreement_number UNIQUE (office, number),
    CONSTRAINT fk_periodic_gift_agreement_donor FOREIGN KEY (donor_id) REFERENCES donor (id),
    CONSTRAINT fk_periodic_gift_agreement_recurring FOREIGN KEY (recurring_gift_id) REFERENCES recurring_gift (id),
    CONSTRAINT ck_periodic_gift_agreement_number CHECK (number ~ '^[0-9]{10}$'),
    CONSTRAINT ck_periodic_gift_agreement_amount CHECK (amount_minor > 0 AND currency = 'EUR'),
    -- five years at least, of equal amounts (art. 6.38)
    CONSTRAINT ck_periodic_gift_agreement_term CHECK (
        (years IS NULL OR years BETWEEN 5 AND 99) AND first_year BETWEEN 2014 AND 2200),
    CONSTRAINT ck_periodic_gift_agreement_death CHECK (
        death_of IN ('DONOR', 'OTHER') AND (death_of = 'OTHER') = (other_person IS NOT NULL)),
    CONSTRAINT ck_periodic_gift_agreement_early CHECK (
        early_ends <@ ARRAY['JOB_LOSS', 'DISABILITY', 'ANBI_LOST']),
    CONSTRAINT ck_periodic_gift_agreement_state CHECK (
        CASE state
            WHEN 'OFFERED' THEN num_nonnulls(signed_on, countersigned_on, ended_on, end_reason, closed_at) = 0
            WHEN 'SIGNED' THEN signed_on IS NOT NULL
                AND num_nonnulls(countersigned_on, ended_on, end_reason, closed_at) = 0
            WHEN 'ACTIVE' THEN num_nonnulls(signed_on, countersigned_on) = 2
                AND num_nonnulls(ended_on, end_reason, closed_at) = 0
            WHEN 'ENDED' THEN num_nonnulls(signed_on, countersigned_on, ended_on, end_reason, closed_at) = 5
            WHEN 'CANCELLED' THEN num_nonnulls(countersigned_on, ended_on, end_reason) = 0
                AND closed_at IS NOT NULL
            ELSE false END),
    -- nobody relies on a signature that cannot be shown
    CONSTRAINT ck_periodic_gift_agreement_proof CHECK ((signed_on IS NULL) = (evidence IS NULL)),
    CONSTRAINT ck_periodic_gift_agreement_countersigned CHECK (
        (countersigned_on IS NULL) = (countersigned_by IS NULL)),
    CONSTRAINT ck_periodic_gift_agreement_days CHECK (
        signed_on >= offered_on AND countersigned_on >= signed_on AND ended_on >= signed_on),
    CONSTRAINT ck_periodic_gift_agreement_reason CHECK (
        end_reason IN ('TERM_OVER', 'NOTICE', 'DONOR_DIED', 'OTHER_DIED', 'JOB_LOSS', 'DISABILITY', 'ANBI_LOST',
            'GIVEN_UP', 'ERASED')
        AND (end_reason <> 'OTHER_DIED' OR death_of = 'OTHER')
        AND (end_reason NOT IN ('JOB_LOSS', 'DISABILITY', 'ANBI_LOST') OR end_reason = ANY (early_ends)))
);
CREATE INDEX ix_periodic_gift_agreement_donor ON periodic_gift_agreement (donor_id, id DESC);
CREATE INDEX ix_periodic_gift_agreement_office ON periodic_gift_agreement (office, id DESC);
CREATE INDEX ix_periodic_gift_agreement_active ON periodic_gift_agreement (office, id) WHERE state = 'ACTIVE';
CREATE INDEX ix_periodic_gift_agreement_personal ON periodic_gift_agreement (personal_until)
    WHERE personal_until IS NOT NULL;
-- A regular gift waits for one signature at a time.
CREATE UNIQUE INDEX uq_periodic_gift_agreement_waiting ON periodic_gift_agreement (recurring_gift_id)
    WHERE state IN ('OFFERED', 'SIGNED');
CREATE INDEX ix_periodic_gift_agreement_recurring ON periodic_gift_agreement (recurring_gift_id)
    WHERE recurring_gift_id IS NOT NULL;

CREATE FUNCTION periodic_gift_agreement_keep() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    moves CONSTANT text[] := '{state,signed_on,evidence,document_id,countersigned_on,countersigned_by,ended_on,end_reason,closed_at}';
    -- what an erasure takes away, and what pays
    free CONSTANT text[] := '{giver,other_person,evidence,document_id,countersigned_by,personal_until,recurring_gift_id}';
BEGIN
    IF TG_OP <> 'UPDATE' THEN
        RAISE EXCEPTION 'Agreements of periodic gifts are kept; % is refused', TG_OP
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (('OFFERED', 'SIGNED'), ('SIGNED', 'ACTIVE'),
           ('ACTIVE', 'ENDED'), ('OFFERED', 'CANCELLED'), ('SIGNED', 'CANCELLED')) THEN
        RAISE EXCEPTION 'An agreement that is % does not become %', OLD.state, NEW.state
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF to_jsonb(NEW) - moves - free IS DISTINCT FROM to_jsonb(OLD) - moves - free
       OR (OLD.closed_at IS NOT NULL AND NEW.recurring_gift_id IS DISTINCT FROM OLD.recurring_gift_id) THEN
        RAISE EXCEPTION 'What was agreed stays as it was' USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.state = OLD.state
       AND to_jsonb(NEW) - free IS DISTINCT FROM to_jsonb(OLD) - free THEN
        RAISE EXCEPTION 'What was signed stays as it was' USING ERRCODE = 'restrict_violation';
    END IF;
    IF (OLD.signed_on IS NOT NULL AND NEW.signed_on IS DISTINCT FROM OLD.signed_on)
       OR (OLD.countersigned_on IS NOT NULL AND NEW.countersigned_on IS DISTINCT FROM OLD.countersigned_on) THEN
        RAISE EXCEPTION 'A day of signature stays' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER tr_periodic_gift_agreement_keep BEFORE UPDATE OR DELETE ON periodic_gift_agreement
    FOR EACH ROW EXECUTE FUNCTION periodic_gift_agreement_keep();
CREATE TRIGGER tr_periodic_gift_agreement_keep_all BEFORE TRUNCATE ON periodic_gift_agreement
    FOR EACH STATEMENT EXECUTE FUNCTION periodic_gift_agreement_keep();

-- No year of a regular gift belongs to two agreements. The regular gift is locked, so that of two at once the second one sees the first.
CREATE FUNCTION periodic_gift_agreement_alone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM recurring_gift WHERE id = NEW.recurring_gift_id FOR UPDATE;
    IF EXISTS (SELECT 1 FROM periodic_gift_agreement a
                WHERE a.recurring_gift_id = NEW.recurring_gift_id AND a.id <> NEW.id
                  AND a.state IN ('OFFERED', 'SIGNED', 'ACTIVE')
                  AND int4range(a.first_year, a.first_year + a.years) && int4range(NEW.first_year, NEW.first_year + NEW.years)) THEN
        RAISE EXCEPTION 'A year of this regular gift is agreed already' USING ERRCODE = 'exclusion_violation',
            CONSTRAINT = 'ex_periodic_gift_agreement_years';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER tr_periodic_gift_agreement_alone BEFORE INSERT OR UPDATE OF recurring_gift_id ON periodic_gift_agreement
    FOR EACH ROW WHEN (NEW.recurring_gift_id IS NOT NULL) EXECUTE FUNCTION periodic_gift_agreement_alone();
