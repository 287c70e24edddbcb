package org.almoner.reconciliation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.almoner.TestDatabase;
import org.almoner.bank.StatementsByHand;
import org.almoner.payment.BalanceMovement;
import org.almoner.payment.ScriptedPayments;
import org.almoner.sql.Sql;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Random histories of gifts, refunds, returns, disputes, fees and payouts, told late, twice and in
 * any order through the real code: whatever the order, the books end the same, and what they say is
 * what the provider holds. Replay one with {@code -Dalmoner.seed=… -Dalmoner.histories=1}, try many
 * with more of them.
 */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class HistoriesTest {

    private static final int HISTORIES = Integer.getInteger("almoner.histories", 12);
    private static final int MOST_READS = 5;

    private final ProviderBooks books;
    private final ScriptedProvider provider;
    private final ScriptedPayments payments;
    private final StatementsByHand statements;

    HistoriesTest(
            ProviderBooks books,
            ScriptedProvider provider,
            ScriptedPayments payments,
            StatementsByHand statements) {
        this.books = books;
        this.provider = provider;
        this.payments = payments;
        this.statements = statements;
    }

    @AfterEach
    void noAccount() {
        provider.forget();
    }

    @Test
    void end_in_the_same_books_in_every_order_and_in_what_the_provider_holds() {
        long first = Long.getLong("almoner.seed", System.nanoTime());
        for (long seed = first; seed < first + HISTORIES; seed++) {
            try {
                check(seed);
            } catch (AssertionError | RuntimeException broken) {
                throw new AssertionError("-Dalmoner.seed=" + seed, broken);
            }
        }
        assertEquals(List.of(), books.broken(), "seeds from " + first);
    }

    private void check(long seed) {
        List<String> inOrder =
                told(new History(new Random(seed), payments), new Random(seed), false);
        List<String> shuffled =
                told(new History(new Random(seed), payments), new Random(seed + 1), true);
        assertEquals(inOrder, shuffled);
        assertTrue(inOrder.size() >= 2, "a history without a booking proves nothing");
    }

    /** Tells a history; the bookings it ends in. */
    private List<String> told(History history, Random random, boolean inDisorder) {
        books.begin();
        List<Runnable> acts = new ArrayList<>(acts(history));
        if (inDisorder) {
            for (int i = random.nextInt(acts.size()); i > 0; i--) {
                acts.add(acts.get(random.nextInt(acts.size())));
            }
            Collections.shuffle(acts, random);
        }
        for (int i = 0; i < MOST_READS; i++) {
            acts.add(random.nextInt(acts.size() + 1), this::work);
        }
        acts.forEach(Runnable::run);
        work();
        work();
        history.check(states(history));
        assertEquals(history.expected(), totals(history));
        return bookings(history);
    }

    private void work() {
        books.read();
        statements.work();
    }

    private List<Runnable> acts(History history) {
        List<Runnable> acts = new ArrayList<>();
        history.reports.forEach(it -> acts.add(() -> payments.tell(it)));
        for (BalanceMovement movement : history.movements) {
            acts.add(
                    () -> {
                        provider.movements.add(movement);
                        if (movement.kind() == BalanceMovement.Kind.PAYOUT) {
                            provider.payouts.put(movement.payout(), history.parts);
                        }
                    });
        }
        boolean[] brought = {false};
        history.statement.ifPresent(
                it ->
                        acts.add(
                                () -> {
                                    if (!brought[0]) {
                                        brought[0] = true;
                                        it.bring();
                                    }
                                }));
        return acts;
    }

    private static final String OF_HISTORY =
            """
            FROM ledger_entry l WHERE l.donation_id = ANY (?)
               OR l.cause_id IN (SELECT unnest(ARRAY[id, fee_id]) FROM provider_movement WHERE reference = ANY (?))
               OR l.cause_id IN (SELECT arrival_id FROM provider_payout WHERE payout = ANY (?))""";

    private Object[] keys(History history) {
        return new Object[] {
            Sql.Column.ids(history.gifts()),
            Sql.Column.texts(history.movements.stream().map(BalanceMovement::reference).toList()),
            Sql.Column.texts(history.payouts())
        };
    }

    /** Debits less credits of each account. */
    private Map<String, Long> totals(History history) {
        Map<String, Long> totals = new TreeMap<>();
        books.sql()
                .read(
                        "SELECT l.account, sum(l.debit_minor - l.credit_minor)::bigint "
                                + OF_HISTORY
                                + " GROUP BY 1 HAVING sum(l.debit_minor - l.credit_minor) <> 0",
                        row -> totals.put(row.getString(1), row.getLong(2)),
                        keys(history));
        return totals;
    }

    /** Every leg, without ids and times; gifts by their place in the history. */
    private List<String> bookings(History history) {
        return books.sql()
                .read(
                        "SELECT coalesce(array_position(?::uuid[], l.donation_id)::text, '-') || ' ' ||"
                                + " l.cause_type || ' ' || l.leg || ' ' || l.account || ' ' ||"
                                + " l.debit_minor || ' ' || l.credit_minor || ' ' || l.currency AS leg "
                                + OF_HISTORY
                                + " ORDER BY 1",
                        row -> row.getString(1),
                        Sql.Column.ids(history.gifts()),
                        keys(history)[0],
                        keys(history)[1],
                        keys(history)[2]);
    }

    private List<String> states(History history) {
        return books.sql()
                .read(
                        "SELECT d.state || ' ' || d.reversed_minor FROM donation d"
                                + " WHERE d.id = ANY (?) ORDER BY array_position(?::uuid[], d.id)",
                        row -> row.getString(1),
                        Sql.Column.ids(history.gifts()),
                        Sql.Column.ids(history.gifts()));
    }
}
