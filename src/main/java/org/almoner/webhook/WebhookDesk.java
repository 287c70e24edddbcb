package org.almoner.webhook;

import java.util.List;
import java.util.UUID;
import org.almoner.office.OfficeCode;

/** Takes on debts of webhooks. What is owed survives every crash once the transaction commits. */
public interface WebhookDesk {

    /**
     * What is told, and its place.
     *
     * @param subject the record of which {@link WebhookContent} makes the body
     * @param position the order in which messages reach one endpoint, the smallest first; all
     *     messages of an office share one series of numbers
     */
    record Debt(UUID subject, long position) {}

    /**
     * Owes one message for each debt to each endpoint of an office, in the caller's transaction and
     * in one statement; an office without endpoints is owed nothing. What is owed while an endpoint
     * is suspended waits there. Owing the same again changes nothing: a message is unique by
     * endpoint and subject.
     *
     * @param type of the event, such as {@code hand_over.entry}: words of small letters, digits and
     *     underscores between full stops, at most 100 characters
     * @param debts at most a thousand
     * @throws IllegalArgumentException when the type is no such name, or the one of tests
     * @throws jakarta.transaction.TransactionalException when no transaction is open
     */
    void owe(OfficeCode office, String type, List<Debt> debts);
}
