package org.almoner.erasure;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.almoner.account.AccountId;
import org.almoner.account.MailboxKey;
import org.almoner.donor.EmailAddress;
import org.almoner.id.Ids;

/**
 * Erases a person who never asked for it, because nothing was heard of them for as long as the
 * schedule says (GDPR Art. 5(1)(e)). It is done as for those who ask; only mailboxes that somebody
 * else uses, too, are left alone.
 */
@ApplicationScoped
public class LetGo {

    private static final String LOCK_ACCOUNT =
            "SELECT id FROM donor_account WHERE id = :account AND erased_at IS NULL"
                    + " FOR UPDATE SKIP LOCKED";

    /** Whoever writes a gift of a donor holds the row, and is left to it. */
    private static final String LOCK_DONORS =
            "SELECT id FROM donor WHERE id = ANY(:donors) AND erased_at IS NULL ORDER BY id"
                    + " FOR UPDATE SKIP LOCKED";

    private static final String OPEN =
            "INSERT INTO donor_account (id, locale, created_at)"
                    + " SELECT :account, locale, :now FROM donor WHERE id = :donor";

    private static final String JOIN =
            "INSERT INTO account_donor (donor_id, account_id, joined_at, joined_by)"
                    + " VALUES (:donor, :account, :now, 'RETENTION') ON CONFLICT DO NOTHING";

    private static final String MAILBOXES =
            """
            SELECT m.email FROM (
                SELECT email FROM account_address WHERE account_id = :account
                UNION SELECT email FROM donor WHERE id = ANY(:donors)) m
             WHERE NOT EXISTS (SELECT 1 FROM donor o WHERE lower(o.email) = lower(m.email)
                                  AND o.erased_at IS NULL AND o.id <> ALL(:donors))
               AND NOT EXISTS (SELECT 1 FROM account_address a
                                WHERE a.email_key = translate(m.email,
                                          'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz')
                                  AND a.ended_at IS NULL AND a.account_id <> :account)
            """;

    private final ErasureSql sql;
    private final CarryOutErasure carryOut;
    private final Ids ids;
    private final InstantSource clock;

    LetGo(ErasureSql sql, CarryOutErasure carryOut, Ids ids, InstantSource clock) {
        this.sql = sql;
        this.carryOut = carryOut;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Somebody who may be let go.
     *
     * @param account {@code null} for a record that belongs to none
     * @param donors all records of the person
     */
    public record Person(UUID account, Set<UUID> donors) {}

    /**
     * Holds the person to the end of the transaction, so that nothing new is written of them.
     *
     * @return whether that was possible: not while somebody else has the person in hand, nor when
     *     the person was erased or got another record meanwhile
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public boolean hold(Person person) {
        Map<String, Object> values =
                person.account() == null
                        ? Map.of("donors", ErasureSql.ids(person.donors()))
                        : Map.of(
                                "donors", ErasureSql.ids(person.donors()),
                                "account", person.account());
        return (person.account() == null || sql.read(LOCK_ACCOUNT, values).size() == 1)
                && sql.read(LOCK_DONORS, values).size() == person.donors().size();
    }

    /** Erases, after {@link #hold}. */
    @Transactional(Transactional.TxType.MANDATORY)
    public ErasureReport erase(Person person, UUID run) {
        UUID account = person.account() == null ? opened(person) : person.account();
        Set<MailboxKey> mailboxes =
                sql
                        .read(
                                MAILBOXES,
                                Map.of(
                                        "account",
                                        account,
                                        "donors",
                                        ErasureSql.ids(person.donors())))
                        .stream()
                        .map(row -> EmailAddress.parse(row.get("email", String.class)))
                        .flatMap(Optional::stream)
                        .filter(it -> !it.equals(EmailAddress.NOBODY))
                        .map(MailboxKey::of)
                        .collect(Collectors.toCollection(LinkedHashSet::new));
        return carryOut.erase(
                        new CarryOutErasure.Wanted(
                                new AccountId(account), person.donors(), mailboxes, run))
                .report();
    }

    /** Every erasure is one of an account; a record by itself is given one. */
    private UUID opened(Person person) {
        Instant now = clock.instant();
        UUID account = ids.next();
        UUID donor = person.donors().iterator().next();
        Map<String, Object> values = Map.of("account", account, "donor", donor, "now", now);
        sql.run(OPEN, values);
        if (sql.run(JOIN, values) != 1) {
            throw new IllegalStateException("A record was taken into an account meanwhile");
        }
        return account;
    }
}
