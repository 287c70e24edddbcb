-- A mail that is owed to somebody who was erased is never sent, and is no failure either.
ALTER TABLE outbox_message
    DROP CONSTRAINT ck_outbox_message_state,
    ADD CONSTRAINT ck_outbox_message_state CHECK (state IN ('PENDING', 'DELIVERED', 'DEAD', 'WITHDRAWN'));
