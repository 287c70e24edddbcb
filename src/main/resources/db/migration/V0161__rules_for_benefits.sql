-- What a benefit in return does to a gift on an office's statements, by the day of the gift. A row in force is never
-- rewritten. Apart from the terms of statements, which follow the day of issue.
CREATE TABLE statement_benefit_rule (
    office     varchar(8)  NOT NULL,
    valid_from date        NOT NULL,
    sha256     varchar(64) NOT NULL,
    terms      jsonb       NOT NULL,
    CONSTRAINT pk_statement_benefit_rule PRIMARY KEY (office, valid_from),
    CONSTRAINT fk_statement_benefit_rule_office FOREIGN KEY (office) REFERENCES office (code)
);
