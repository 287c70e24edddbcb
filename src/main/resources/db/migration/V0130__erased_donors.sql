-- Erasing a person keeps the row, because gifts hang on it. What a retention rule holds is restricted first: name and
-- postal address stay until the day passes, and then the row is of a kind of its own, with nothing personal in it.
ALTER TABLE donor
    ADD COLUMN erased_at timestamptz,
    -- the last day on which a rule still holds name and address
    ADD COLUMN restricted_until date,
    DROP CONSTRAINT ck_donor_kind,
    ADD CONSTRAINT ck_donor_kind CHECK (kind IN ('PERSON', 'ORGANISATION', 'ERASED')),
    ADD CONSTRAINT ck_donor_erased CHECK (
        kind <> 'ERASED'
        OR (erased_at IS NOT NULL AND restricted_until IS NULL AND last_name IS NULL AND organisation IS NULL
            AND street = '-' AND town = '-' AND house_number IS NULL AND extra IS NULL AND postcode IS NULL
            AND region IS NULL)),
    ADD CONSTRAINT ck_donor_restricted CHECK ((erased_at IS NOT NULL AND kind <> 'ERASED') = (restricted_until IS NOT NULL)),
    ADD CONSTRAINT ck_donor_unreachable CHECK (
        erased_at IS NULL OR (email = 'erased@erased.invalid' AND phone IS NULL));
CREATE INDEX ix_donor_restricted ON donor (restricted_until) WHERE restricted_until IS NOT NULL;

-- The person in a receipt goes when no rule needs it any more; number, day and amount stay.
ALTER TABLE receipt ADD COLUMN personal_until date;
CREATE INDEX ix_receipt_personal ON receipt (personal_until) WHERE personal_until IS NOT NULL;

-- So do holder and account of a mandate.
ALTER TABLE sepa_mandate
    ADD COLUMN personal_until date,
    ALTER COLUMN account DROP NOT NULL;
CREATE INDEX ix_sepa_mandate_personal ON sepa_mandate (personal_until) WHERE personal_until IS NOT NULL;
