-- A yes that a mailbox must confirm before it counts: of somebody who signs up for the newsletter, or of a donor who ticked the
-- box with a gift. It belongs to the mailbox, not to a donor: whoever signs up need not be one.
CREATE TABLE sign_up (
    id             uuid         NOT NULL,
    email          varchar(254) NOT NULL,
    -- the address with ASCII letters in small
    email_key      varchar(254) NOT NULL,
    country        varchar(2)   NOT NULL,
    locale         varchar(2)   NOT NULL,
    office         varchar(8)   NOT NULL,
    recipient      varchar(8)   NOT NULL,
    text_id        varchar(60)  NOT NULL,
    text_version   integer      NOT NULL,
    text_hash      varchar(64)  NOT NULL,
    -- the donor and the link of the chain it was said in; none for a sign-up without a gift
    donor_id       uuid,
    consent_event  uuid,
    state          varchar(10)  NOT NULL,
    token_hash     varchar(64)  NOT NULL,
    asked_at       timestamptz  NOT NULL,
    expires_at     timestamptz  NOT NULL,
    ask_ip         varchar(45)  NOT NULL,
    ask_user_agent varchar(400) NOT NULL,
    ask_origin     varchar(200) NOT NULL,
    -- whether its mail may go out: what was decided at the first try
    mail           varchar(9)   NOT NULL,
    mailed_at      timestamptz,
    message_id     varchar(400),
    mail_subject   varchar(400),
    -- the very words, without the secret in the link
    mail_text      varchar(20000),
    confirmed_at   timestamptz,
    click_ip       varchar(45),
    click_user_agent varchar(400),
    CONSTRAINT pk_sign_up PRIMARY KEY (id),
    CONSTRAINT uq_sign_up_token UNIQUE (token_hash),
    CONSTRAINT uq_sign_up_event UNIQUE (consent_event),
    CONSTRAINT fk_sign_up_donor FOREIGN KEY (donor_id) REFERENCES donor (id),
    CONSTRAINT fk_sign_up_event FOREIGN KEY (consent_event) REFERENCES consent_event (id),
    CONSTRAINT fk_sign_up_text FOREIGN KEY (text_id, text_version, locale)
        REFERENCES consent_text_body (id, version, locale),
    CONSTRAINT ck_sign_up_state CHECK (state IN ('ASKED', 'CONFIRMED')),
    CONSTRAINT ck_sign_up_mail CHECK (mail IN ('UNDECIDED', 'YES', 'NO')),
    CONSTRAINT ck_sign_up_donor CHECK ((donor_id IS NULL) = (consent_event IS NULL)),
    CONSTRAINT ck_sign_up_hashes CHECK (token_hash ~ '^[0-9a-f]{64}$' AND text_hash ~ '^[0-9a-f]{64}$'),
    CONSTRAINT ck_sign_up_expires CHECK (expires_at > asked_at),
    CONSTRAINT ck_sign_up_mailed CHECK (
        (mailed_at IS NULL) = (message_id IS NULL) AND (mailed_at IS NULL) = (mail_text IS NULL)
        AND (mailed_at IS NULL) = (mail_subject IS NULL)),
    -- confirmed is what was clicked in time, and nothing else
    CONSTRAINT ck_sign_up_confirmed CHECK (
        (state = 'CONFIRMED') = (confirmed_at IS NOT NULL)
        AND (confirmed_at IS NULL) = (click_ip IS NULL) AND (confirmed_at IS NULL) = (click_user_agent IS NULL)
        AND confirmed_at < expires_at)
);
CREATE INDEX ix_sign_up_mailbox ON sign_up (email_key) WHERE state = 'CONFIRMED';
CREATE INDEX ix_sign_up_open ON sign_up (asked_at) WHERE state = 'ASKED';
CREATE INDEX ix_sign_up_donor ON sign_up (donor_id) WHERE donor_id IS NOT NULL;

-- What was asked, mailed and clicked is proof: it is added to and never rewritten. Rows are deleted with the person's data.
CREATE FUNCTION sign_up_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF to_jsonb(NEW) - '{state,mail,mailed_at,message_id,mail_subject,mail_text,confirmed_at,click_ip,click_user_agent}'::text[]
       IS DISTINCT FROM
       to_jsonb(OLD) - '{state,mail,mailed_at,message_id,mail_subject,mail_text,confirmed_at,click_ip,click_user_agent}'::text[]
       OR (OLD.state = 'CONFIRMED'
           AND (NEW.state, NEW.confirmed_at, NEW.click_ip, NEW.click_user_agent)
               IS DISTINCT FROM (OLD.state, OLD.confirmed_at, OLD.click_ip, OLD.click_user_agent))
       OR (OLD.mailed_at IS NOT NULL
           AND (NEW.mailed_at, NEW.message_id, NEW.mail_subject, NEW.mail_text)
               IS DISTINCT FROM (OLD.mailed_at, OLD.message_id, OLD.mail_subject, OLD.mail_text)) THEN
        RAISE EXCEPTION 'A sign-up is proof and is not rewritten' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER tr_sign_up_keep BEFORE UPDATE ON sign_up FOR EACH ROW EXECUTE FUNCTION sign_up_keep();
