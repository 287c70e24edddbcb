-- Staff found that two records are one person. What moved is kept, so that it can be moved back: rows of donors,
-- gifts, consents and statements are never rewritten by it.
CREATE TABLE account_join (
    id           uuid         NOT NULL,
    kept         uuid         NOT NULL,
    -- the account that was emptied; none when single rows were taken in
    emptied      uuid,
    moved_rows   uuid[]       NOT NULL,
    moved_addresses uuid[]    NOT NULL,
    -- whether the kept account was made for this
    kept_is_new  boolean      NOT NULL,
    joined_at    timestamptz  NOT NULL,
    joined_by    varchar(255) NOT NULL,
    reason       varchar(500) NOT NULL,
    undone_at    timestamptz,
    undone_by    varchar(255),
    CONSTRAINT pk_account_join PRIMARY KEY (id),
    CONSTRAINT fk_account_join_kept FOREIGN KEY (kept) REFERENCES donor_account (id),
    CONSTRAINT fk_account_join_emptied FOREIGN KEY (emptied) REFERENCES donor_account (id),
    CONSTRAINT ck_account_join_two CHECK (emptied <> kept),
    CONSTRAINT ck_account_join_undone CHECK ((undone_at IS NULL) = (undone_by IS NULL))
);
CREATE INDEX ix_account_join_kept ON account_join (kept);
CREATE INDEX ix_account_join_emptied ON account_join (emptied);
