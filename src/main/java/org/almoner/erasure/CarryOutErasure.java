package org.almoner.erasure;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.almoner.access.SessionEnd;
import org.almoner.access.Sessions;
import org.almoner.account.AccountId;
import org.almoner.account.MailboxKey;
import org.almoner.donor.EmailAddress;
import org.almoner.id.Ids;

/**
 * The one way in which people are erased, whoever wants it: by their own wish or because nothing
 * was heard of them for long. In the caller's transaction, or not at all.
 */
@ApplicationScoped
class CarryOutErasure {

    private static final String CLOSE =
            "UPDATE donor_account SET erased_at = :now WHERE id = :account";

    private final ErasureSql sql;
    private final Sessions sessions;
    private final StopGiving stopGiving;
    private final FindWhatIsHeld find;
    private final FindHolds holds;
    private final WipeTraces wipe;
    private final BlankRows blank;
    private final SuppressionList suppression;
    private final WriteReport report;
    private final ErasureTable table;
    private final Ids ids;
    private final InstantSource clock;

    CarryOutErasure(
            ErasureSql sql,
            Sessions sessions,
            StopGiving stopGiving,
            FindWhatIsHeld find,
            FindHolds holds,
            WipeTraces wipe,
            BlankRows blank,
            SuppressionList suppression,
            WriteReport report,
            ErasureTable table,
            Ids ids,
            InstantSource clock) {
        this.sql = sql;
        this.sessions = sessions;
        this.stopGiving = stopGiving;
        this.find = find;
        this.holds = holds;
        this.wipe = wipe;
        this.blank = blank;
        this.suppression = suppression;
        this.report = report;
        this.table = table;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Who is erased, and why.
     *
     * @param donors all records of the account
     * @param mailboxes that are nobody else's: they are suppressed, and what lies under them goes
     * @param run the retention's, {@code null} when the person asked
     */
    record Wanted(AccountId account, Set<UUID> donors, Set<MailboxKey> mailboxes, UUID run) {

        @Override
        public String toString() {
            return "Wanted[" + account + "]";
        }
    }

    /** What was done, and at which offices the person had records. */
    record Done(ErasureReport report, Set<String> offices) {}

    /** Erases. */
    @Transactional(Transactional.TxType.MANDATORY)
    Done erase(Wanted wanted) {
        Instant now = clock.instant();
        Set<UUID> donors = wanted.donors();
        Map<String, Object> values = values(wanted, now);
        stopGiving.stop(values);
        sessions.endAll(wanted.account(), null, SessionEnd.ERASED);
        suppression.add(wanted.mailboxes(), now);
        List<Held> rows = find.donors(donors, now);
        List<Held> receipts = find.receipts(donors, now);
        List<Held> mandates = find.mandates(donors, now);
        Map<DataClass, Integer> wiped =
                holds.keep(values) ? wipe.putOutOfUse(values) : wipe.wipe(values);
        blank.donors(rows, now);
        blank.receipts(receipts, now);
        // Only now: a statement that was being numbered held the donors' rows until it was there.
        List<Held> statements = find.statements(donors, now);
        blank.statements(statements, now);
        List<Held> declarations = find.declarations(donors, now);
        blank.declarations(declarations, now);
        List<Held> claimLines = find.claimLines(donors, now);
        blank.claimLines(claimLines, now);
        List<Held> agreements = find.agreements(donors, now);
        blank.agreements(agreements, now);
        blank.mandates(mandates, now);
        sql.run(CLOSE, values);
        List<Held> giftAid = joined(declarations, claimLines);
        return written(
                wanted,
                new WriteReport.Found(
                        rows, receipts, statements, giftAid, agreements, mandates, wiped),
                values);
    }

    private static Map<String, Object> values(Wanted wanted, Instant now) {
        return Map.of(
                "account", wanted.account().value(),
                "donors", ErasureSql.ids(wanted.donors()),
                "mailboxes",
                        wanted.mailboxes().stream().map(MailboxKey::value).toArray(String[]::new),
                "now", now,
                "nobody", EmailAddress.NOBODY.value());
    }

    private Done written(Wanted wanted, WriteReport.Found found, Map<String, Object> values) {
        ErasureReport written =
                new ErasureReport(
                        ids.next(), (Instant) values.get("now"), report.items(found, values));
        Set<String> offices =
                found.donors().stream()
                        .map(Held::office)
                        .collect(Collectors.toCollection(TreeSet::new));
        table.insert(wanted, offices, written);
        return new Done(written, offices);
    }

    private static List<Held> joined(List<Held> some, List<Held> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }
}
