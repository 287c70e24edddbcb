package org.almoner.export;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;
import org.almoner.id.Ids;
import org.almoner.sql.Sql;

/** Lets gifts flow back, with payment and books, as if it had happened long ago. */
@Singleton
class TakenBack {

    private static final String BOOKING =
            """
            INSERT INTO ledger_entry (cause_type, cause_id, leg, donation_id, office, account, currency,
                debit_minor, credit_minor, booked_at)
            SELECT 'REFUND', ?, leg, d.id, d.office,
                CASE leg WHEN 1 THEN 'DONATIONS-GIVEN-BACK' ELSE 'CLEARING-SANDBOX' END, d.currency,
                CASE leg WHEN 1 THEN d.amount_minor ELSE 0 END, CASE leg WHEN 2 THEN d.amount_minor ELSE 0 END, ?
            FROM donation d, generate_series(1, 2) AS leg WHERE d.id = ?""";

    private final Sql sql;
    private final Ids ids;

    TakenBack(Sql sql, Ids ids) {
        this.sql = sql;
        this.ids = ids;
    }

    void wholly(UUID gift, String at) {
        QuarkusTransaction.requiringNew().run(() -> takeBack(gift, Instant.parse(at)));
    }

    private void takeBack(UUID gift, Instant at) {
        UUID reversal = ids.next();
        sql.write(
                "INSERT INTO payment_reversal (id, payment_id, provider, provider_reference, kind,"
                        + " amount_minor, currency, recorded_at) SELECT ?, p.id, p.provider, ?, 'REFUND',"
                        + " p.amount_minor, p.currency, ? FROM payment p WHERE p.reference = ?",
                reversal,
                "back-" + reversal,
                at,
                gift);
        sql.write(
                "UPDATE payment SET state = 'REFUNDED', reversed_minor = amount_minor WHERE reference = ?",
                gift);
        sql.write(
                "UPDATE donation SET state = 'REFUNDED', status = 'REFUNDED',"
                        + " reversed_minor = amount_minor WHERE id = ?",
                gift);
        sql.write(BOOKING, reversal, at, gift);
    }
}
