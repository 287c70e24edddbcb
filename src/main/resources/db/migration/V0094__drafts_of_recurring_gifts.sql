-- What step 1 says of a recurring gift, and the recurring gift the draft became.
ALTER TABLE gift_draft ADD COLUMN recurring text, ADD COLUMN recurring_gift_id uuid;
ALTER TABLE gift_feedback ALTER COLUMN donation_id DROP NOT NULL;
ALTER TABLE gift_feedback
    ADD COLUMN recurring_gift_id uuid,
    ADD CONSTRAINT ck_gift_feedback_gift CHECK ((donation_id IS NULL) = (recurring_gift_id IS NOT NULL));
