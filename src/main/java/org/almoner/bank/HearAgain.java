package org.almoner.bank;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import org.almoner.payment.AwaitedOnAccount;
import org.almoner.sql.Sql;
import org.jboss.logging.Logger;

/**
 * Tells gateways once more of money that waits, when one of them has learned what it may be: a bank
 * is often faster than the provider's own list.
 */
@ApplicationScoped
class HearAgain {

    private static final Logger LOG = Logger.getLogger(HearAgain.class);
    private static final int LONGEST_SECONDS = 60;

    /** Also what is being worked off at this moment: it may have been told too early. */
    private static final String MARK =
            """
            UPDATE bank_movement m SET hear_again = true
              FROM unnest(?::bigint[], ?::text[], ?::date[]) AS n (minor, currency, day)
             WHERE m.office = ? AND m.state IN ('NEW', 'WAITING') AND m.credit AND NOT m.reversal
               AND m.twin_id IS NULL AND m.amount_minor = n.minor AND m.currency = n.currency
               AND m.booked_on BETWEEN n.day - ?::int AND n.day + ?::int""";

    private static final String OFFICES =
            "SELECT DISTINCT office FROM bank_movement WHERE state = 'WAITING' AND hear_again";

    private static final String NEXT =
            "SELECT "
                    + Movement.COLUMNS
                    + " FROM bank_movement WHERE office = ? AND state = 'WAITING' AND hear_again"
                    + " ORDER BY booked_on, position, id LIMIT ? FOR UPDATE SKIP LOCKED";

    private final Sql sql;
    private final MatchSlice slice;
    private final BankConfig config;

    HearAgain(Sql sql, MatchSlice slice, BankConfig config) {
        this.sql = sql;
        this.slice = slice;
        this.config = config;
    }

    void onAwaited(@Observes AwaitedOnAccount awaited) {
        List<AwaitedOnAccount.Sum> sums = awaited.sums();
        sql.write(
                MARK,
                new Sql.Column("int8", sums.stream().map(it -> it.amount().minor()).toList()),
                Sql.Column.texts(
                        sums.stream().map(it -> it.amount().currency().getCurrencyCode()).toList()),
                new Sql.Column("date", sums.stream().map(AwaitedOnAccount.Sum::on).toList()),
                awaited.office(),
                awaited.days(),
                awaited.days());
    }

    /** Works until nothing is marked; what goes wrong waits for a person as before. */
    void run() {
        for (String office : sql.read(OFFICES, row -> row.getString(1))) {
            try {
                while (slice(office) > 0) {
                    continue;
                }
            } catch (RuntimeException fault) {
                // Its message may quote what the bank says; its kind does not.
                LOG.errorf(
                        "What waits at %s could not be heard again: %s",
                        office, fault.getClass().getSimpleName());
            }
        }
    }

    private int slice(String office) {
        return QuarkusTransaction.requiringNew()
                .timeout(LONGEST_SECONDS)
                .call(
                        () -> {
                            List<Movement> marked =
                                    sql.read(NEXT, Movement::read, office, config.slice());
                            slice.again(marked);
                            return marked.size();
                        });
    }
}
