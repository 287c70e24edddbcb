-- What was under way when a person was erased must not write anything back: who writes waits for the erasure, and then
-- finds nothing to write to.
ALTER TABLE donor_account ADD COLUMN erased_at timestamptz;

CREATE FUNCTION skip_erased_account() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    erased timestamptz;
BEGIN
    SELECT erased_at INTO erased FROM donor_account WHERE id = NEW.account_id FOR SHARE;
    IF erased IS NOT NULL THEN
        RETURN NULL;
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER tr_account_contact_of_erased BEFORE INSERT OR UPDATE ON account_contact
    FOR EACH ROW EXECUTE FUNCTION skip_erased_account();
CREATE TRIGGER tr_account_address_of_erased BEFORE INSERT ON account_address
    FOR EACH ROW EXECUTE FUNCTION skip_erased_account();
CREATE TRIGGER tr_account_donor_of_erased BEFORE INSERT OR UPDATE ON account_donor
    FOR EACH ROW EXECUTE FUNCTION skip_erased_account();
CREATE TRIGGER tr_address_change_of_erased BEFORE INSERT ON address_change
    FOR EACH ROW EXECUTE FUNCTION skip_erased_account();
