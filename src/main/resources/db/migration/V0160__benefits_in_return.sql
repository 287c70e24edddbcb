-- What a donor got back for a gift: an advantage (CA), goods or services (US), a Gegenleistung (DE). Append-only: a
-- correction is a row of its own that takes the place of the one before, and what was removed is a row without words.
CREATE TABLE gift_benefit (
    id           uuid         NOT NULL,
    donation_id  uuid         NOT NULL,
    position     integer      NOT NULL,
    -- the one that holds today
    live         boolean      NOT NULL,
    -- no words: nothing was given in return after all
    description  varchar(200),
    -- fair market value
    value_minor  bigint       NOT NULL,
    currency     varchar(3)   NOT NULL,
    cash_like    boolean      NOT NULL,
    -- of the kind that has no value in trade (IRC § 170(f)(8)(B)(iii))
    intangible   boolean      NOT NULL,
    reason       varchar(500),
    recorded_by  varchar(255) NOT NULL,
    recorded_at  timestamptz  NOT NULL,
    CONSTRAINT pk_gift_benefit PRIMARY KEY (id),
    CONSTRAINT uq_gift_benefit_position UNIQUE (donation_id, position),
    CONSTRAINT fk_gift_benefit_donation FOREIGN KEY (donation_id) REFERENCES donation (id),
    CONSTRAINT ck_gift_benefit_position CHECK (position > 0),
    CONSTRAINT ck_gift_benefit_currency CHECK (currency ~ '^[A-Z]{3}$'),
    -- a hundred times a value must not leave the range of the rules' arithmetic
    CONSTRAINT ck_gift_benefit_value CHECK (value_minor BETWEEN 0 AND 1000000000000000),
    -- what has a value is not intangible, and what has none is nothing unless it is intangible
    CONSTRAINT ck_gift_benefit_kind CHECK (
        CASE WHEN description IS NULL THEN value_minor = 0 AND NOT cash_like AND NOT intangible AND reason IS NOT NULL
             ELSE intangible = (value_minor = 0) AND NOT (cash_like AND intangible) END)
);
CREATE UNIQUE INDEX uq_gift_benefit_live ON gift_benefit (donation_id) WHERE live;

CREATE FUNCTION keep_gift_benefit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.live AND NOT NEW.live AND to_jsonb(NEW) - 'live' = to_jsonb(OLD) - 'live' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'What was given in return is append-only; % is refused', TG_OP USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER tr_gift_benefit_keep BEFORE UPDATE OR DELETE ON gift_benefit
    FOR EACH ROW EXECUTE FUNCTION keep_gift_benefit();
CREATE TRIGGER tr_gift_benefit_keep_all BEFORE TRUNCATE ON gift_benefit
    FOR EACH STATEMENT EXECUTE FUNCTION keep_gift_benefit();
