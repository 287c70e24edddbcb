package org.almoner.trial;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.almoner.payment.sandbox.PspSimulator;
import org.junit.jupiter.api.Assertions;

/**
 * Counts what a number of gifts has left behind everywhere. What was charged is told by the
 * provider's own record, and what arrived by the mail server; our database is not believed alone.
 *
 * @param gifts gifts made of the drafts
 * @param settled those of them that are paid
 * @param charges what the provider took for them
 * @param charged gifts the provider took something for
 * @param bookings ledger bookings of them
 * @param receipts receipts written for them
 * @param mails different mails, by {@code Message-ID}, that arrived for their givers
 */
record Tally(
        long gifts,
        long settled,
        long charges,
        long charged,
        long bookings,
        long receipts,
        long mails) {

    /** So many gifts, each exactly once everywhere. */
    static Tally of(long each) {
        return new Tally(each, each, each, each, each, each, each);
    }

    /** Counts now. */
    static Tally count(Cluster cluster, Collection<WizardClient.Draft> drafts) {
        String ours = "SELECT id FROM donation WHERE draft_id IN (" + quoted(drafts) + ")";
        DurableDatabase database = cluster.database();
        Set<String> payments =
                Set.copyOf(
                        database.column(
                                "SELECT id FROM payment WHERE reference IN (" + ours + ")"));
        Map<String, Long> charges =
                cluster.provider().charges().stream()
                        .filter(charge -> payments.contains(charge.merchantReference()))
                        .collect(
                                Collectors.groupingBy(
                                        PspSimulator.Charge::merchantReference,
                                        Collectors.counting()));
        Set<String> givers =
                drafts.stream().map(draft -> draft.donor().email()).collect(Collectors.toSet());
        return new Tally(
                database.count("SELECT count(*) FROM (" + ours + ") gifts"),
                database.count("SELECT count(*) FROM (" + ours + " AND state = 'SETTLED') gifts"),
                charges.values().stream().mapToLong(Long::longValue).sum(),
                charges.size(),
                database.count(
                        "SELECT count(DISTINCT (cause_type, cause_id)) FROM ledger_entry"
                                + " WHERE donation_id IN ("
                                + ours
                                + ")"),
                database.count("SELECT count(*) FROM receipt WHERE donation_id IN (" + ours + ")"),
                cluster.mail().byMessageId(givers).size());
    }

    private static String quoted(Collection<WizardClient.Draft> drafts) {
        return drafts.isEmpty()
                ? "NULL"
                : drafts.stream()
                        .map(draft -> "'" + draft.id() + "'")
                        .collect(Collectors.joining(","));
    }

    /** Waits until everything that is owed for these gifts has been done, each exactly once. */
    static void assertEachExactlyOnce(
            Cluster cluster, Collection<WizardClient.Draft> drafts, Duration limit) {
        Eventually.equals(of(drafts.size()), limit, () -> count(cluster, drafts));
        assertNoStrayCharge(cluster);
    }

    /** The gifts that somebody was told of and that do not exist. */
    static List<String> lost(Cluster cluster, Collection<String> told) {
        Set<String> stored = Set.copyOf(cluster.database().column("SELECT id FROM donation"));
        return told.stream().filter(id -> !stored.contains(id)).toList();
    }

    /** The provider took nothing that we do not know of, and nothing twice. */
    static void assertNoStrayCharge(Cluster cluster) {
        List<String> charged =
                cluster.provider().charges().stream()
                        .map(PspSimulator.Charge::merchantReference)
                        .sorted()
                        .toList();
        Set<String> known = Set.copyOf(cluster.database().column("SELECT id FROM payment"));
        Assertions.assertEquals(
                List.of(),
                charged.stream().filter(one -> !known.contains(one)).toList(),
                "charges that belong to no payment of ours");
        Assertions.assertEquals(
                charged.stream().distinct().toList(), charged, "payments charged twice");
    }
}
