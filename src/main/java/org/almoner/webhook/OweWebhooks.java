package org.almoner.webhook;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.almoner.id.Ids;
import org.almoner.office.OfficeCode;

/** Writes what is owed into the caller's transaction, in one statement. */
@ApplicationScoped
class OweWebhooks implements WebhookDesk {

    private static final Pattern TYPE = Pattern.compile("[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*)*");
    private static final int LONGEST_TYPE = 100;

    private final MessageTable messages;
    private final Ids ids;

    OweWebhooks(MessageTable messages, Ids ids) {
        this.messages = messages;
        this.ids = ids;
    }

    @Override
    @Transactional(Transactional.TxType.MANDATORY)
    public void owe(OfficeCode office, String type, List<Debt> debts) {
        if (type.length() > LONGEST_TYPE
                || !TYPE.matcher(type).matches()
                || type.equals(TestEndpoint.TYPE)) {
            throw new IllegalArgumentException("Not a type of messages: " + type);
        }
        long most = (long) EndpointTable.MOST * debts.size();
        List<UUID> fresh = Stream.generate(ids::next).limit(most).toList();
        messages.owe(fresh, office.value(), type, debts);
    }
}
