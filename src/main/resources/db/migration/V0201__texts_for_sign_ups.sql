-- Whoever wants the newsletter and gives nothing is asked for a yes in words of their own; texts are shown with gifts unless
-- they say otherwise.
ALTER TABLE consent_text
    ADD COLUMN form varchar(10) NOT NULL DEFAULT 'GIFT',
    ADD CONSTRAINT ck_consent_text_form CHECK (
        form = 'GIFT'
        OR (form = 'SIGN_UP' AND purpose = 'NEWSLETTER' AND channel = 'EMAIL' AND meaning = 'CONSENT' AND double_opt_in));
