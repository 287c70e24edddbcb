-- Whoever signed up leaves as easily: by the link of the same mail, at any time, also before confirming. The no is kept beside
-- the proof of the yes.
ALTER TABLE sign_up
    ADD COLUMN withdrawn_at timestamptz,
    ADD COLUMN leave_ip varchar(45),
    ADD COLUMN leave_user_agent varchar(400),
    DROP CONSTRAINT ck_sign_up_state,
    ADD CONSTRAINT ck_sign_up_state CHECK (state IN ('ASKED', 'CONFIRMED', 'WITHDRAWN')),
    DROP CONSTRAINT ck_sign_up_confirmed,
    -- confirmed is what was clicked in time, and nothing else
    ADD CONSTRAINT ck_sign_up_confirmed CHECK (
        (state <> 'ASKED' OR confirmed_at IS NULL) AND (state <> 'CONFIRMED' OR confirmed_at IS NOT NULL)
        AND (confirmed_at IS NULL) = (click_ip IS NULL) AND (confirmed_at IS NULL) = (click_user_agent IS NULL)
        AND confirmed_at < expires_at),
    ADD CONSTRAINT ck_sign_up_withdrawn CHECK (
        (state = 'WITHDRAWN') = (withdrawn_at IS NOT NULL)
        AND (withdrawn_at IS NULL) = (leave_ip IS NULL) AND (withdrawn_at IS NULL) = (leave_user_agent IS NULL));

DROP INDEX ix_sign_up_mailbox;
CREATE INDEX ix_sign_up_mailbox ON sign_up (email_key);
DROP INDEX ix_sign_up_open;
CREATE INDEX ix_sign_up_open ON sign_up (asked_at) WHERE confirmed_at IS NULL;

CREATE OR REPLACE FUNCTION sign_up_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF to_jsonb(NEW) - '{state,mail,mailed_at,message_id,mail_subject,mail_text,confirmed_at,click_ip,click_user_agent,withdrawn_at,leave_ip,leave_user_agent}'::text[]
       IS DISTINCT FROM
       to_jsonb(OLD) - '{state,mail,mailed_at,message_id,mail_subject,mail_text,confirmed_at,click_ip,click_user_agent,withdrawn_at,leave_ip,leave_user_agent}'::text[]
       OR (OLD.state <> 'ASKED'
           AND (NEW.confirmed_at, NEW.click_ip, NEW.click_user_agent)
               IS DISTINCT FROM (OLD.confirmed_at, OLD.click_ip, OLD.click_user_agent))
       OR (OLD.state = 'CONFIRMED' AND NEW.state = 'ASKED')
       OR (OLD.state = 'WITHDRAWN'
           AND (NEW.state, NEW.withdrawn_at, NEW.leave_ip, NEW.leave_user_agent)
               IS DISTINCT FROM (OLD.state, OLD.withdrawn_at, OLD.leave_ip, OLD.leave_user_agent))
       OR (OLD.mailed_at IS NOT NULL
           AND (NEW.mailed_at, NEW.message_id, NEW.mail_subject, NEW.mail_text)
               IS DISTINCT FROM (OLD.mailed_at, OLD.message_id, OLD.mail_subject, OLD.mail_text)) THEN
        RAISE EXCEPTION 'A sign-up is proof and is not rewritten' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END
$$;
