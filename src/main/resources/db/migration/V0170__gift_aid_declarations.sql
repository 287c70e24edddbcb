-- Gift Aid (United Kingdom): what donors declared of their tax, and the terms by which offices claim it back. A
-- declaration stays as it was made; it can be cancelled, and its person forgotten when no law needs it any more.

ALTER TABLE consent_text DROP CONSTRAINT ck_consent_text_purpose;
ALTER TABLE consent_text ADD CONSTRAINT ck_consent_text_purpose CHECK (
    purpose IN ('PRIVACY', 'TRANSFER_TO_OFFICE', 'NEWSLETTER', 'GIFT_AID'));

CREATE TABLE gift_aid_terms (
    office     varchar(8)  NOT NULL,
    valid_from date        NOT NULL,
    sha256     varchar(64) NOT NULL,
    terms      jsonb       NOT NULL,
    CONSTRAINT pk_gift_aid_terms PRIMARY KEY (office, valid_from),
    CONSTRAINT fk_gift_aid_terms_office FOREIGN KEY (office) REFERENCES office (code)
);

CREATE TABLE gift_aid_declaration (
    id             uuid         NOT NULL,
    office         varchar(8)   NOT NULL,
    donor_id       uuid         NOT NULL,
    channel        varchar(5)   NOT NULL,
    -- name and home address as declared; taken away when no law needs them any more
    declarant      jsonb        NOT NULL,
    -- one gift only; else all of a time
    donation_id    uuid,
    covers_from    date         NOT NULL,
    declared_on    date         NOT NULL,
    -- the words that were shown, and the link of the chain of consents that proves it
    text_id        varchar(60),
    text_version   integer,
    locale         varchar(2),
    consent_event  uuid,
    -- where the form, or the recording of the call, is kept
    evidence       varchar(200),
    recorded_at    timestamptz  NOT NULL,
    recorded_by    varchar(255) NOT NULL,
    -- a spoken declaration counts once its written record has left, unless the call was recorded
    needs_record   boolean      NOT NULL,
    record_sent_on date,
    -- gifts of this day and later are not covered any more; the declared day itself: never made
    cancelled_from date,
    cancelled_at   timestamptz,
    cancelled_by   varchar(255),
    cancel_reason  varchar(200),
    -- after an erasure: the last day a rule holds name and address
    personal_until date,
    CONSTRAINT pk_gift_aid_declaration PRIMARY KEY (id),
    CONSTRAINT uq_gift_aid_declaration_event UNIQUE (consent_event),
    CONSTRAINT fk_gift_aid_declaration_donor FOREIGN KEY (donor_id) REFERENCES donor (id),
    CONSTRAINT fk_gift_aid_declaration_gift FOREIGN KEY (donation_id) REFERENCES donation (id),
    CONSTRAINT fk_gift_aid_declaration_event FOREIGN KEY (consent_event) REFERENCES consent_event (id),
    CONSTRAINT fk_gift_aid_declaration_text FOREIGN KEY (text_id, text_version, locale)
        REFERENCES consent_text_body (id, version, locale),
    CONSTRAINT ck_gift_aid_declaration_channel CHECK (channel IN ('WEB', 'PAPER', 'ORAL')),
    -- nobody claims tax back on a declaration that cannot be shown
    CONSTRAINT ck_gift_aid_declaration_proof CHECK (
        CASE channel WHEN 'WEB' THEN consent_event IS NOT NULL AND text_id IS NOT NULL
             ELSE evidence IS NOT NULL END),
    CONSTRAINT ck_gift_aid_declaration_record CHECK (
        (NOT needs_record OR channel = 'ORAL') AND (record_sent_on IS NULL OR channel = 'ORAL')),
    -- four years back at most
    CONSTRAINT ck_gift_aid_declaration_from CHECK (
        covers_from BETWEEN declared_on - interval '4 years' AND declared_on),
    CONSTRAINT ck_gift_aid_declaration_cancelled CHECK (
        (cancelled_from IS NULL) = (cancelled_at IS NULL)
        AND (cancelled_from IS NULL) = (cancelled_by IS NULL)
        AND (cancelled_from IS NULL) = (cancel_reason IS NULL)
        AND cancelled_from >= covers_from)
);
CREATE INDEX ix_gift_aid_declaration_donor ON gift_aid_declaration (donor_id, recorded_at DESC);
CREATE INDEX ix_gift_aid_declaration_gift ON gift_aid_declaration (donation_id) WHERE donation_id IS NOT NULL;
CREATE INDEX ix_gift_aid_declaration_page ON gift_aid_declaration (office, recorded_at DESC, id DESC);
CREATE INDEX ix_gift_aid_declaration_unsent ON gift_aid_declaration (recorded_at)
    WHERE needs_record AND record_sent_on IS NULL;
CREATE INDEX ix_gift_aid_declaration_personal ON gift_aid_declaration (personal_until)
    WHERE personal_until IS NOT NULL;

CREATE FUNCTION gift_aid_declaration_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'UPDATE' THEN
        RAISE EXCEPTION 'Gift Aid declarations are kept; % is refused', TG_OP
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.cancelled_at IS NOT NULL
       AND (NEW.cancelled_from, NEW.cancelled_at, NEW.cancelled_by, NEW.cancel_reason)
           IS DISTINCT FROM (OLD.cancelled_from, OLD.cancelled_at, OLD.cancelled_by, OLD.cancel_reason) THEN
        RAISE EXCEPTION 'A cancelled declaration stays cancelled' USING ERRCODE = 'restrict_violation';
    END IF;
    IF to_jsonb(NEW) - '{declarant,evidence,record_sent_on,cancelled_from,cancelled_at,cancelled_by,cancel_reason,personal_until}'::text[]
       IS DISTINCT FROM
       to_jsonb(OLD) - '{declarant,evidence,record_sent_on,cancelled_from,cancelled_at,cancelled_by,cancel_reason,personal_until}'::text[]
       OR (OLD.record_sent_on IS NOT NULL AND NEW.record_sent_on IS DISTINCT FROM OLD.record_sent_on) THEN
        RAISE EXCEPTION 'A Gift Aid declaration stays as it was made' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER tr_gift_aid_declaration_keep BEFORE UPDATE OR DELETE ON gift_aid_declaration
    FOR EACH ROW EXECUTE FUNCTION gift_aid_declaration_keep();
CREATE TRIGGER tr_gift_aid_declaration_keep_all BEFORE TRUNCATE ON gift_aid_declaration
    FOR EACH STATEMENT EXECUTE FUNCTION gift_aid_declaration_keep();
