package org.almoner.trial;

/** Donors with gifts of a year that is over, as their owners would have written them. */
final class YearOfGifts {

    private YearOfGifts() {}

    /** Writes so many donors of the German office with so many gifts each into the year 2025. */
    static void make(DurableDatabase database, int donors, int gifts) {
        database.run(
                """
                INSERT INTO donor (id, office_code, identity_hash, kind, salutation, first_name, last_name, email,
                    street, house_number, postcode, town, country, locale, created_at, last_seen_at)
                SELECT md5('donor' || n)::uuid, 'DE', repeat(md5('donor' || n), 2), 'PERSON', 'NEUTRAL', 'Erika',
                    'Beispiel' || n, 'trial-' || translate(n::text, '0123456789', 'abcdefghij') || '@example.org',
                    'Musterweg', (n %% 90 + 1)::text, lpad((10000 + n %% 80000)::text, 5, '0'), 'Musterstadt', 'DE',
                    'de', '2025-01-01', '2025-01-01'
                  FROM generate_series(1, %d) n"""
                        .formatted(donors));
        database.run(
                """
                CREATE TABLE trial_gift AS
                SELECT md5('gift' || n || '-' || k)::uuid AS id, md5('payment' || n || '-' || k)::uuid AS payment,
                       md5('donor' || n)::uuid AS donor, (500 + (n * 7 + k * 13) %% 20000)::bigint AS minor,
                       '2025-01-01T12:00:00Z'::timestamptz + ((n * 11 + k * 29) %% 364) * interval '1 day' AS at
                  FROM generate_series(1, %d) n CROSS JOIN generate_series(1, %d) k"""
                        .formatted(donors, gifts));
        database.run(
                """
                INSERT INTO donation (id, draft_id, donor_id, office, amount_minor, currency, country, locale, method,
                    state, status, payment_id, attempts, receipts, pledged_at, settled_at, version)
                SELECT id, md5('draft' || id)::uuid, donor, 'DE', minor, 'EUR', 'DE', 'de', 'SANDBOX', 'SETTLED',
                    'RECEIVED', payment, 1, 'EACH', at, at, 1 FROM trial_gift""");
        database.run(
                """
                INSERT INTO payment (id, reference, attempt, office, provider, method, amount_minor, currency, state,
                    provider_key, provider_key_expires_at, locale, details, opened_at, settled_at, changed_at, version)
                SELECT payment, id, 1, 'DE', 'nobody', 'SANDBOX', minor, 'EUR', 'SETTLED', 'pay-' || payment, at, 'de',
                    '{}', at, at, at, 1 FROM trial_gift""");
        database.run(
                """
                INSERT INTO ledger_entry (cause_type, cause_id, leg, donation_id, office, account, currency,
                    debit_minor, credit_minor, booked_at)
                SELECT 'GIFT', payment, 1, id, 'DE', 'CLEARING-NOBODY', 'EUR', minor, 0, at FROM trial_gift
                UNION ALL
                SELECT 'GIFT', payment, 2, id, 'DE', 'DONATIONS', 'EUR', 0, minor, at FROM trial_gift""");
        database.run(
                """
                INSERT INTO receipt (id, donation_id, number, office, issued_at, locale, snapshot)
                SELECT md5('receipt' || id)::uuid, id, 'DE-2025-' || upper(left(md5('number' || id), 11)), 'DE', at,
                    'de', '{}' FROM trial_gift""");
        database.run(
                """
                INSERT INTO outbox_message (id, kind, subject, occurrence, state, delivered_at)
                SELECT md5('mail' || id)::uuid, 'receipt-mail', md5('receipt' || id)::uuid, 1, 'DELIVERED', at
                  FROM trial_gift""");
        database.run("DROP TABLE trial_gift");
        database.run("VACUUM ANALYZE");
    }
}
