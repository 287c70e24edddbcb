-- Whoever signs in holds the account in a way that two may at once; noting it must not make them wait for each other.
CREATE OR REPLACE FUNCTION note_sign_in() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE donor_account SET seen_at = NEW.signed_in_at
     WHERE id = (SELECT a.id FROM donor_account a
                  WHERE a.id = NEW.account_id AND coalesce(a.seen_at, '-infinity') < NEW.signed_in_at
                    FOR NO KEY UPDATE SKIP LOCKED);
    RETURN NULL;
END
$$;
