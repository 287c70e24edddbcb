-- Whatever can change what an office may get, or what it is sent, leaves a row in handover_due in the same transaction, so that no
-- caller can forget it. Rows, not one row for each donor: two who write at once never wait for one another.

CREATE FUNCTION handover_due_of_new_donor() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO handover_due (donor_id) SELECT id FROM added;
    RETURN NULL;
END $$;
CREATE TRIGGER tr_donor_added_is_due AFTER INSERT ON donor REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION handover_due_of_new_donor();

-- That somebody gave again changes nothing. Of somebody who was erased all who share the mailbox are looked at: it is on the
-- suppression list from now on.
CREATE FUNCTION handover_due_of_donor() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO handover_due (donor_id)
    SELECT n.id FROM new_rows n JOIN old_rows o ON o.id = n.id
     WHERE to_jsonb(n) - '{last_seen_at}'::text[] IS DISTINCT FROM to_jsonb(o) - '{last_seen_at}'::text[];
    IF EXISTS (SELECT 1 FROM new_rows n JOIN old_rows o ON o.id = n.id
                WHERE n.erased_at IS NOT NULL AND o.erased_at IS NULL) THEN
        INSERT INTO handover_due (donor_id)
        SELECT d.id FROM new_rows n JOIN old_rows o ON o.id = n.id JOIN donor d ON lower(d.email) = lower(o.email)
         WHERE n.erased_at IS NOT NULL AND o.erased_at IS NULL AND d.erased_at IS NULL;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER tr_donor_changed_is_due AFTER UPDATE ON donor REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION handover_due_of_donor();

-- An answer is heard for all records of the person; the job finds the others.
CREATE FUNCTION handover_due_of_answers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO handover_due (donor_id) SELECT DISTINCT donor_id FROM added;
    RETURN NULL;
END $$;
CREATE TRIGGER tr_consent_event_is_due AFTER INSERT ON consent_event REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION handover_due_of_answers();

CREATE FUNCTION handover_due_of_contact() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO handover_due (donor_id)
    SELECT m.donor_id FROM account_donor m JOIN changed c ON c.account_id = m.account_id;
    RETURN NULL;
END $$;
CREATE TRIGGER tr_account_contact_added_is_due AFTER INSERT ON account_contact REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION handover_due_of_contact();
CREATE TRIGGER tr_account_contact_is_due AFTER UPDATE ON account_contact REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION handover_due_of_contact();
CREATE TRIGGER tr_account_contact_gone_is_due AFTER DELETE ON account_contact REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION handover_due_of_contact();

-- Who is one person: the record itself, and one of those it joins or leaves, which brings the others.
CREATE FUNCTION handover_due_of_join() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO handover_due (donor_id) VALUES (NEW.donor_id);
    ELSIF TG_OP = 'DELETE' OR NEW.account_id IS DISTINCT FROM OLD.account_id THEN
        INSERT INTO handover_due (donor_id)
        SELECT OLD.donor_id UNION SELECT donor_id FROM account_donor WHERE account_id = OLD.account_id;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER tr_account_donor_is_due AFTER INSERT OR UPDATE OR DELETE ON account_donor
    FOR EACH ROW EXECUTE FUNCTION handover_due_of_join();

-- A yes of a mailbox, or its end, is heard for whoever is reached by it.
CREATE FUNCTION handover_due_of_sign_up() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO handover_due (donor_id)
    SELECT id FROM donor WHERE lower(email) = lower(OLD.email)
    UNION
    SELECT m.donor_id FROM account_contact c JOIN account_donor m ON m.account_id = c.account_id
     WHERE lower(c.email) = lower(OLD.email);
    RETURN NULL;
END $$;
CREATE TRIGGER tr_sign_up_is_due AFTER UPDATE ON sign_up FOR EACH ROW
    WHEN (NEW.state IS DISTINCT FROM OLD.state) EXECUTE FUNCTION handover_due_of_sign_up();
CREATE TRIGGER tr_sign_up_gone_is_due AFTER DELETE ON sign_up FOR EACH ROW
    WHEN (OLD.confirmed_at IS NOT NULL) EXECUTE FUNCTION handover_due_of_sign_up();

-- Some grounds rest on gifts; that somebody has died is told by his bank.
CREATE FUNCTION handover_due_of_giving() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO handover_due (donor_id) VALUES (NEW.donor_id);
    RETURN NULL;
END $$;
CREATE TRIGGER tr_donation_is_due AFTER UPDATE OF state ON donation FOR EACH ROW
    WHEN (NEW.state IS DISTINCT FROM OLD.state) EXECUTE FUNCTION handover_due_of_giving();
CREATE TRIGGER tr_recurring_gift_is_due AFTER UPDATE OF end_reason ON recurring_gift FOR EACH ROW
    WHEN (NEW.end_reason = 'DECEASED' AND OLD.end_reason IS DISTINCT FROM NEW.end_reason)
    EXECUTE FUNCTION handover_due_of_giving();
