package org.almoner.erasure;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.almoner.access.SessionEnd;
import org.almoner.access.Sessions;
import org.almoner.account.AccountId;
import org.almoner.account.Accounts;
import org.almoner.account.MailboxKey;
import org.almoner.audit.AuditTrail;
import org.almoner.donor.DonorId;
import org.almoner.donor.EmailAddress;
import org.almoner.id.Ids;
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

    private static final String CLOSE =
            "UPDATE donor_account SET erased_at = :now WHERE id = :account";

    private static final String PROVED =
            "SELECT email FROM account_address WHERE account_id = :account AND ended_at IS NULL"
                    + " ORDER BY email_key";

    private static final String MAILBOXES =
            "SELECT email FROM account_address WHERE account_id = :account"
                    + " UNION SELECT email FROM donor WHERE id = ANY(:donors)";

    private final ErasureSql sql;
    private final Accounts accounts;
    private final Sessions sessions;
    private final StopGiving stopGiving;
    private final FindWhatIsHeld find;
    private final WipeTraces wipe;
    private final BlankRows blank;
    private final SuppressionList suppression;
    private final WriteReport report;
    private final ErasureTable table;
    private final AuditTrail trail;
    private final Ids ids;
    private final InstantSource clock;

    EraseDonor(
            ErasureSql sql,
            Accounts accounts,
            Sessions sessions,
            StopGiving stopGiving,
            FindWhatIsHeld find,
            WipeTraces wipe,
            BlankRows blank,
            SuppressionList suppression,
            WriteReport report,
            ErasureTable table,
            AuditTrail trail,
            Ids ids,
            InstantSource clock) {
        this.sql = sql;
        this.accounts = accounts;
        this.sessions = sessions;
        this.stopGiving = stopGiving;
        this.find = find;
        this.wipe = wipe;
        this.blank = blank;
        this.suppression = suppression;
        this.report = report;
        this.table = table;
        this.trail = trail;
        this.ids = ids;
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
        Instant now = clock.instant();
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
        Map<String, Object> values =
                Map.of(
                        "account", account.value(),
                        "donors", ErasureSql.ids(donors),
                        "mailboxes",
                                mailboxes.stream().map(MailboxKey::value).toArray(String[]::new),
                        "now", now,
                        "nobody", EmailAddress.NOBODY.value());
        stopGiving.stop(values);
        sessions.endAll(account, null, SessionEnd.ERASED);
        suppression.add(mailboxes, now);
        List<Held> rows = find.donors(donors, now);
        List<Held> receipts = find.receipts(donors, now);
        List<Held> mandates = find.mandates(donors, now);
        Map<DataClass, Integer> wiped = wipe.wipe(values);
        blank.donors(rows, now);
        blank.receipts(receipts, now);
        // Only now: a statement that was being numbered held the donors' rows until it was there.
        List<Held> statements = find.statements(donors, now);
        blank.statements(statements, now);
        List<Held> declarations = find.declarations(donors, now);
        blank.declarations(declarations, now);
        List<Held> claimLines = find.claimLines(donors, now);
        blank.claimLines(claimLines, now);
        blank.mandates(mandates, now);
        sql.run(CLOSE, values);
        return written(
                account,
                new WriteReport.Found(
                        rows,
                        receipts,
                        statements,
                        joined(declarations, claimLines),
                        mandates,
                        wiped),
                values);
    }

    private ErasureReport written(
            AccountId account, WriteReport.Found found, Map<String, Object> values) {
        ErasureReport written =
                new ErasureReport(
                        ids.next(), (Instant) values.get("now"), report.items(found, values));
        Set<String> offices =
                found.donors().stream()
                        .map(Held::office)
                        .collect(Collectors.toCollection(TreeSet::new));
        table.insert(account, offices, written);
        for (String office : offices) {
            trail.record("portal", "donor.erased", "erasure/" + written.id(), office, null);
        }
        return written;
    }

    private static List<Held> joined(List<Held> some, List<Held> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
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
