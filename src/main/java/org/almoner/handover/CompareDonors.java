package org.almoner.handover;

import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.almoner.account.Accounts;
import org.almoner.donor.DonorId;
import org.almoner.sql.Sql;
import org.almoner.strongbox.Strongbox;

/**
 * Compares donors with what offices were told of them, and tells what is new; with as many
 * statements for many as for one. By one node at a time: of two who compare the same donor at once
 * each would see what the other has not told yet.
 */
@Singleton
class CompareDonors {

    private static final String MINE =
            "SELECT pg_try_advisory_xact_lock(hashtextextended('hand-over', 0)) AS mine";

    private final Accounts accounts;
    private final LookAtDonors look;
    private final HoldingTable holdings;
    private final BearEntries bear;
    private final FindChanges changes;
    private final InstantSource clock;
    private final Sql sql;

    CompareDonors(
            Accounts accounts,
            LookAtDonors look,
            HoldingTable holdings,
            BearEntries bear,
            Strongbox strongbox,
            InstantSource clock,
            Sql sql) {
        this.accounts = accounts;
        this.look = look;
        this.holdings = holdings;
        this.bear = bear;
        this.changes = new FindChanges(strongbox::fingerprint);
        this.clock = clock;
        this.sql = sql;
    }

    /** Whether this transaction may compare, to its end; never waits. */
    @Transactional(TxType.MANDATORY)
    boolean isMine() {
        return sql.one(MINE, row -> row.getBoolean("mine")).orElse(false);
    }

    /**
     * Compares these and all that are the same persons, inside a transaction that {@link #isMine}.
     *
     * @return how many entries were born
     */
    @Transactional(TxType.MANDATORY)
    int compare(Collection<DonorId> donors) {
        Set<DonorId> all = new LinkedHashSet<>();
        accounts.personsOf(donors).values().forEach(all::addAll);
        if (all.isEmpty()) {
            return 0;
        }
        var now = clock.instant();
        List<Birth> births = changes.ofAll(look.of(all, now).values(), holdings.of(all));
        bear.bear(births, now);
        return births.size();
    }
}
