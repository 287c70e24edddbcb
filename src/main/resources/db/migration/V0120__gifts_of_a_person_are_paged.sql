-- A donor's history is read page by page, newest first; the id decides between gifts of one moment.
CREATE INDEX ix_donation_donor_page ON donation (donor_id, pledged_at DESC, id DESC);
DROP INDEX ix_donation_donor;
