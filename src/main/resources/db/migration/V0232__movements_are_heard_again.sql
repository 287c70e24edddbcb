-- Money that waits is told to the gateways once more when one of them learns what it may be.
ALTER TABLE bank_movement ADD COLUMN hear_again boolean NOT NULL DEFAULT false;
CREATE INDEX ix_bank_movement_again ON bank_movement (office, booked_on) WHERE hear_again;
CREATE INDEX ix_bank_movement_open_amount ON bank_movement (office, amount_minor) WHERE state IN ('NEW', 'WAITING');

-- As before; the mark is part of the work.
CREATE OR REPLACE FUNCTION bank_movement_keep() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    work text[] := '{told,account_print,state,reason,tries,not_before,payment_id,donation_id,belongs_to,decided_at,decided_by,note,hear_again}';
BEGIN
    IF TG_OP <> 'UPDATE' THEN
        RAISE EXCEPTION 'Movements on accounts are kept; % is refused', TG_OP USING ERRCODE = 'restrict_violation';
    END IF;
    IF to_jsonb(NEW) - work IS DISTINCT FROM to_jsonb(OLD) - work THEN
        RAISE EXCEPTION 'A movement stays as the bank told it' USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.state NOT IN ('NEW', 'WAITING')
       AND (NEW.state, NEW.payment_id, NEW.donation_id, NEW.belongs_to, NEW.decided_at, NEW.decided_by)
           IS DISTINCT FROM
           (OLD.state, OLD.payment_id, OLD.donation_id, OLD.belongs_to, OLD.decided_at, OLD.decided_by)
       OR OLD.state = 'WAITING' AND NEW.state = 'NEW' THEN
        RAISE EXCEPTION 'A movement that was decided stays decided' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END
$$;
