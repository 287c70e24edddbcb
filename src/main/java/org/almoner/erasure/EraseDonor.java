package org.almoner.erasure;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.almoner.account.AccountId;
import org.almoner.account.Accounts;
import org.almoner.account.MailboxKey;
import org.almoner.audit.AuditTrail;
import org.almoner.donor.DonorId;
import org.almoner.donor.EmailAddress;
import org.almoner.problem.DomainProblem;
import org.almoner.problem.ProblemType;

/**
 * Erases a person (GDPR Art. 17): at once, all rows of the account, each by the rule of its office.
 * All of it happens in the caller's transaction, or none.
 */
@ApplicationScoped
public class EraseDonor {

    private static final String LOCK =
            "SELECT id FROM donor_account WHERE id = :account AND erased_at IS NULL FOR UPDATE";

    private static final String PROVED =
            "SELECT email FROM account_address WHERE account_id = :account AND ended_at IS NULL"
                    + " ORDER BY email_key";

    private static final String MAILBOXES =
            "SELECT email FROM account_address WHERE account_id = :account"
                    + " UNION SELECT email FROM donor WHERE id = ANY(:donors)";

    private final ErasureSql sql;
    private final Accounts accounts;
    private final CarryOutErasure carryOut;
    private final AuditTrail trail;
    private final InstantSource clock;

    EraseDonor(
            ErasureSql sql,
            Accounts accounts,
            CarryOutErasure carryOut,
            AuditTrail trail,
            InstantSource clock) {
        this.sql = sql;
        this.accounts = accounts;
        this.carryOut = carryOut;
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * Takes in what the person wrote since the last sign-in and waits for whoever changes the
     * account at this moment. To be called first, before anything else is written for the person.
     *
     * @throws DomainProblem 401 when the account was erased already
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void prepare(AccountId account) {
        Map<String, Object> who = Map.of("account", account.value());
        if (sql.read(LOCK, who).isEmpty()) {
            throw DomainProblem.of(
                    ProblemType.NOT_SIGNED_IN, "The session has ended; sign in again.");
        }
        Instant now = clock.instant();
        for (EmailAddress proved : addresses(PROVED, who)) {
            accounts.open(proved, account.value(), now);
        }
    }

    /** Erases, after {@link #prepare}. */
    @Transactional(Transactional.TxType.MANDATORY)
    public ErasureReport erase(AccountId account) {
        Set<UUID> donors =
                accounts.donorsOf(account).stream().map(DonorId::value).collect(Collectors.toSet());
        Set<MailboxKey> mailboxes =
                addresses(
                                MAILBOXES,
                                Map.of(
                                        "account", account.value(),
                                        "donors", ErasureSql.ids(donors)))
                        .stream()
                        .map(MailboxKey::of)
                        .collect(Collectors.toCollection(LinkedHashSet::new));
        CarryOutErasure.Done done =
                carryOut.erase(new CarryOutErasure.Wanted(account, donors, mailboxes, null));
        for (String office : done.offices()) {
            trail.record("portal", "donor.erased", "erasure/" + done.report().id(), office, null);
        }
        return done.report();
    }

    /**
     * Addresses as they are stored; what an older release let through and is none now is left out.
     */
    private Collection<EmailAddress> addresses(String statement, Map<String, Object> values) {
        return sql.read(statement, values).stream()
                .map(row -> EmailAddress.parse(row.get("email", String.class)))
                .flatMap(Optional::stream)
                .filter(it -> !it.equals(EmailAddress.NOBODY))
                .toList();
    }
}
