package org.almoner.erasure;

import jakarta.inject.Singleton;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.almoner.account.MailboxKey;
import org.almoner.donor.EmailAddress;
import org.almoner.strongbox.Strongbox;

/**
 * Mailboxes of people who were erased, as keyed hashes nobody can read an address from. Whoever
 * brings addresses in from elsewhere, or hands them over, asks here first; what a person agrees to
 * anew afterwards counts again.
 */
@Singleton
public class SuppressionList {

    private final ErasureSql sql;
    private final Strongbox strongbox;

    SuppressionList(ErasureSql sql, Strongbox strongbox) {
        this.sql = sql;
        this.strongbox = strongbox;
    }

    /** Whether a mailbox is not to be written to. */
    public boolean holds(EmailAddress address) {
        return !sql.read(
                        "SELECT fingerprint FROM suppressed_mailbox WHERE fingerprint = :hash",
                        Map.of("hash", fingerprint(MailboxKey.of(address))))
                .isEmpty();
    }

    /**
     * Of many addresses those that are not to be written to, each with the moment since when, in
     * one statement.
     */
    public Map<EmailAddress, Instant> since(Collection<EmailAddress> addresses) {
        Map<String, List<EmailAddress>> byHash =
                addresses.stream()
                        .distinct()
                        .collect(Collectors.groupingBy(it -> fingerprint(MailboxKey.of(it))));
        Map<EmailAddress, Instant> found = new HashMap<>();
        sql.read(
                        "SELECT fingerprint, suppressed_at FROM suppressed_mailbox"
                                + " WHERE fingerprint = ANY (CAST(:hashes AS text[]))",
                        Map.of("hashes", byHash.keySet().toArray(String[]::new)))
                .forEach(
                        row ->
                                byHash.get(row.get("fingerprint", String.class))
                                        .forEach(it -> found.put(it, at(row))));
        return found;
    }

    private static Instant at(Tuple row) {
        return row.get("suppressed_at", Instant.class);
    }

    void add(Collection<MailboxKey> mailboxes, Instant now) {
        List<String> hashes = mailboxes.stream().map(this::fingerprint).sorted().toList();
        sql.run(
                "INSERT INTO suppressed_mailbox (fingerprint, suppressed_at)"
                        + " SELECT unnest(CAST(:hashes AS text[])), :now ON CONFLICT DO NOTHING",
                Map.of("hashes", hashes.toArray(String[]::new), "now", now));
    }

    private String fingerprint(MailboxKey mailbox) {
        return strongbox.fingerprint("suppressed-mailbox|" + mailbox.value());
    }
}
