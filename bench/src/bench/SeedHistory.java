package bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;

/** Many donors with a gift each, and one with many, written by SQL alone. */
final class SeedHistory {

    /** Of the one with many. */
    static final String ADDRESS = "viel.spenderin@example.org";

    private static final String DONORS =
            """
            INSERT INTO donor (id, office_code, identity_hash, kind, salutation, first_name, last_name,
                               email, street, postcode, town, country, locale, created_at, last_seen_at)
            SELECT md5('donor' || n)::uuid, 'DE', encode(sha256(('donor' || n)::bytea), 'hex'),
                   'PERSON', 'NEUTRAL', 'Erika', 'Beispiel ' || n,
                   CASE WHEN n = 0 THEN '%1$s' ELSE 'donor' || n || '@example.org' END,
                   'Musterweg 1', '10115', 'Berlin', 'DE', 'de', now(), now()
              FROM generate_series(0, %2$d) n""";

    private static final String GIFTS =
            """
            INSERT INTO donation (id, draft_id, donor_id, office, amount_minor, currency, country, locale,
                                  method, state, status, payment_id, attempts, pledged_at, settled_at, version)
            SELECT md5('%1$s-gift' || n)::uuid, md5('%1$s-draft' || n)::uuid, %3$s, 'DE',
                   500 + n %% 10000, 'EUR', 'DE', 'de', 'SANDBOX', 'SETTLED', 'RECEIVED',
                   md5('%1$s-payment' || n)::uuid, 1, now() - n * interval '2 days' / %4$d,
                   now() - n * interval '2 days' / %4$d, 1
              FROM generate_series(1, %2$d) n""";

    private static final String RECEIPTS =
            """
            INSERT INTO receipt (id, donation_id, number, office, issued_at, locale, snapshot)
            SELECT md5('receipt' || d.id)::uuid, d.id,
                   'DE-2026-' || upper(substr(md5(d.id::text), 1, 11)), 'DE', d.settled_at, 'de', '{}'
              FROM donation d WHERE d.donor_id = md5('donor0')::uuid""";

    private SeedHistory() {}

    static String seed(Server server, int donors, int gifts) throws SQLException {
        long started = System.nanoTime();
        try (Connection connection = server.connect(Server.SERVICE);
                Statement statement = connection.createStatement()) {
            for (String sql :
                    List.of(
                            "SET synchronous_commit = off",
                            String.format(Locale.ROOT, DONORS, ADDRESS, donors),
                            String.format(
                                    Locale.ROOT,
                                    GIFTS,
                                    "other",
                                    donors,
                                    "md5('donor' || n)::uuid",
                                    1000),
                            String.format(
                                    Locale.ROOT, GIFTS, "hers", gifts, "md5('donor0')::uuid", 1),
                            RECEIPTS,
                            "VACUUM ANALYZE")) {
                statement.execute(sql);
            }
        }
        return String.format(
                Locale.ROOT,
                "%,d donors with a gift each and one with %,d, written in %.0f s",
                donors,
                gifts,
                (System.nanoTime() - started) / 1e9);
    }
}
