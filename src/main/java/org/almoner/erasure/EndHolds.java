package org.almoner.erasure;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.almoner.account.AccountId;
import org.almoner.account.Accounts;
import org.almoner.donor.DonorId;
import org.almoner.donor.EmailAddress;

/**
 * Finishes the erasure of people whose data were under a hold, once none stands any more: what was
 * left for it goes, and what a law holds is held by the law's own day. One person at a time, each
 * in a transaction.
 */
@ApplicationScoped
class EndHolds {

    private static final String DUE =
            "SELECT h.id, m.account_id,"
                    + " (SELECT string_agg(k.mailbox, ' ') FROM jsonb_array_elements_text("
                    + "h.kept -> 'mailboxes') AS k (mailbox)) AS mailboxes"
                    + " FROM legal_hold h JOIN account_donor m ON m.donor_id = h.donor_id"
                    + " WHERE h.kept IS NOT NULL"
                    + " AND NOT stands_legal_hold(h.donor_id, CAST(:today AS date))"
                    + " ORDER BY h.id LIMIT 1 FOR UPDATE OF h SKIP LOCKED";

    private static final String FORGET = "UPDATE legal_hold SET kept = NULL WHERE id = :hold";

    private final ErasureSql sql;
    private final Accounts accounts;
    private final FindWhatIsHeld find;
    private final WipeTraces wipe;
    private final BlankRows blank;
    private final InstantSource clock;

    EndHolds(
            ErasureSql sql,
            Accounts accounts,
            FindWhatIsHeld find,
            WipeTraces wipe,
            BlankRows blank,
            InstantSource clock) {
        this.sql = sql;
        this.accounts = accounts;
        this.find = find;
        this.wipe = wipe;
        this.blank = blank;
        this.clock = clock;
    }

    /** Finishes all; how many holds. */
    int run() {
        int done = 0;
        while (QuarkusTransaction.requiringNew().call(this::one)) {
            done++;
        }
        return done;
    }

    private boolean one() {
        Instant now = clock.instant();
        List<Tuple> due = sql.read(DUE, Map.of("today", FindHolds.today(now).toString()));
        due.forEach(row -> finish(row, now));
        return !due.isEmpty();
    }

    private void finish(Tuple row, Instant now) {
        AccountId account = new AccountId(row.get("account_id", UUID.class));
        Set<UUID> donors =
                accounts.donorsOf(account).stream().map(DonorId::value).collect(Collectors.toSet());
        String mailboxes = row.get("mailboxes", String.class);
        wipe.wipe(
                Map.of(
                        "account", account.value(),
                        "donors", ErasureSql.ids(donors),
                        "mailboxes", mailboxes == null ? new String[0] : mailboxes.split(" "),
                        "now", now,
                        "nobody", EmailAddress.NOBODY.value()));
        blank.donors(find.donors(donors, now), now);
        blank.receipts(find.receipts(donors, now), now);
        blank.statements(find.statements(donors, now), now);
        blank.declarations(find.declarations(donors, now), now);
        blank.claimLines(find.claimLines(donors, now), now);
        blank.agreements(find.agreements(donors, now), now);
        blank.mandates(find.mandates(donors, now), now);
        sql.run(FORGET, Map.of("hold", row.get("id", UUID.class)));
    }
}
