-- A donor who moved is asked whether the offices he gave to may hand his contact data to the office of his new country. Such
-- texts belong to a form of their own like those for sign-ups, and are stored under its name: the previous release knows no other
-- one, and shows nowhere what is in it and is no newsletter.
ALTER TABLE consent_text
    DROP CONSTRAINT ck_consent_text_form,
    ADD CONSTRAINT ck_consent_text_form CHECK (
        form = 'GIFT'
        OR (form = 'SIGN_UP' AND purpose = 'NEWSLETTER' AND channel = 'EMAIL' AND meaning = 'CONSENT' AND double_opt_in)
        OR (form = 'SIGN_UP' AND purpose = 'TRANSFER_TO_OFFICE' AND channel = 'TRANSFER' AND NOT required AND NOT double_opt_in));
