-- Statements tell of what was given in return. Lines without it stay as they are; what may be claimed of a line is its
-- amount less the benefit, and never below zero.
ALTER TABLE tax_statement_line
    -- value of what was given in return; zero: of an intangible kind, which has none
    ADD COLUMN benefit_minor bigint,
    ADD COLUMN benefit_text varchar(200),
    -- whether the donor must be told what may be claimed (IRC § 6115)
    ADD COLUMN benefit_disclosed boolean,
    ADD CONSTRAINT ck_tax_statement_line_benefit CHECK (
        (benefit_minor IS NULL) = (benefit_text IS NULL) AND (benefit_minor IS NULL) = (benefit_disclosed IS NULL)
        AND (benefit_minor IS NULL OR benefit_minor >= 0));

-- A case is money that flowed back, or a benefit that became known after a statement told of its gift.
ALTER TABLE statement_case
    ADD COLUMN benefit_id uuid,
    ADD CONSTRAINT fk_statement_case_benefit FOREIGN KEY (benefit_id) REFERENCES gift_benefit (id),
    DROP CONSTRAINT ck_statement_case_back,
    ADD CONSTRAINT ck_statement_case_back CHECK (back_minor >= 0 AND (back_minor > 0) = (benefit_id IS NULL));
