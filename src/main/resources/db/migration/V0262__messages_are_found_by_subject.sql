-- Whether all endpoints have taken what was told of one subject.
CREATE INDEX ix_webhook_message_subject ON webhook_message (subject);
