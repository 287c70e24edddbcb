package org.almoner.webhook;

import java.util.UUID;
import org.almoner.office.OfficeCode;

/** Takes on debts of webhooks. What is owed survives every crash once the transaction commits. */
public interface WebhookDesk {

    /**
     * Owes one message to each endpoint of an office, in the caller's transaction; an office
     * without endpoints is owed nothing. What is owed while an endpoint is suspended waits there.
     * Owing the same again changes nothing: a message is unique by endpoint and subject.
     *
     * @param type of the event, such as {@code hand_over.ready}: words of small letters, digits and
     *     underscores between full stops, at most 100 characters
     * @param subject the record of which {@link WebhookContent} makes the body
     * @param position the order in which messages reach one endpoint, the smallest first; all
     *     messages of an office share one series of numbers
     * @throws IllegalArgumentException when the type is no such name, or the one of tests
     * @throws jakarta.transaction.TransactionalException when no transaction is open
     */
    void owe(OfficeCode office, String type, UUID subject, long position);
}
