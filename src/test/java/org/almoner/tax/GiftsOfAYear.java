package org.almoner.tax;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.almoner.id.Ids;
import org.almoner.sql.Sql;

/**
 * Gifts of years long past, with payments, bookings and receipts as if they had been given then, so
 * that the books of all tests still agree. Years are the tests' own: no two tests use one.
 */
@Singleton
public class GiftsOfAYear {

    private final Sql sql;
    private final Ids ids;

    GiftsOfAYear(Sql sql, Ids ids) {
        this.sql = sql;
        this.ids = ids;
    }

    /** A person who lives in Berlin. */
    public UUID donor(String office, String firstName, String lastName) {
        return donor(office, firstName, lastName, "de", "10115");
    }

    public UUID donor(
            String office, String firstName, String lastName, String locale, String postcode) {
        UUID id = ids.next();
        Instant at = Instant.parse("2011-01-01T00:00:00Z");
        sql.write(
                "INSERT INTO donor (id, office_code, identity_hash, kind, salutation, first_name,"
                        + " last_name, email, street, house_number, postcode, town, country, locale,"
                        + " created_at, last_seen_at) VALUES (?, ?, repeat(md5(?), 2), 'PERSON', 'MS',"
                        + " ?, ?, ?, 'Musterweg', '7', ?, 'Musterstadt', 'DE', ?, ?, ?)",
                id,
                office,
                id.toString(),
                firstName,
                lastName,
                mail(id),
                postcode,
                locale,
                at,
                at);
        return id;
    }

    /** Letters only: numbers in an address could be a card's. */
    static String mail(UUID id) {
        StringBuilder word = new StringBuilder();
        for (char digit : id.toString().replace("-", "").toCharArray()) {
            word.append((char) ('a' + Character.digit(digit, 16)));
        }
        return word + "@example.org";
    }

    /** A gift whose money came at a moment. */
    public UUID gift(UUID donor, String office, String currency, long minor, String at) {
        return gift(donor, office, currency, minor, Instant.parse(at), "SANDBOX");
    }

    public UUID gift(
            UUID donor, String office, String currency, long minor, Instant at, String method) {
        UUID id = ids.next();
        UUID payment = ids.next();
        QuarkusTransaction.requiringNew()
                .run(
                        () -> {
                            sql.write(
                                    "INSERT INTO donation (id, draft_id, donor_id, office, amount_minor,"
                                            + " currency, country, locale, method, state, status,"
                                            + " payment_id, attempts, receipts, pledged_at, settled_at,"
                                            + " version) VALUES (?, ?, ?, ?, ?, ?, 'DE', 'de', ?,"
                                            + " 'SETTLED', 'RECEIVED', ?, 1, 'EACH', ?, ?, 1)",
                                    id,
                                    ids.next(),
                                    donor,
                                    office,
                                    minor,
                                    currency,
                                    method,
                                    payment,
                                    at,
                                    at);
                            sql.write(
                                    "INSERT INTO payment (id, reference, attempt, office, provider,"
                                            + " method, amount_minor, currency, state, provider_key,"
                                            + " provider_key_expires_at, locale, details, opened_at,"
                                            + " settled_at, changed_at, version) VALUES (?, ?, 1, ?,"
                                            + " 'nobody', ?, ?, ?, 'SETTLED', ?, ?, 'de', '{}', ?, ?, ?,"
                                            + " 1)",
                                    payment,
                                    id,
                                    office,
                                    method,
                                    minor,
                                    currency,
                                    "pay-" + payment,
                                    at,
                                    at,
                                    at,
                                    at);
                            sql.write(
                                    "INSERT INTO ledger_entry (cause_type, cause_id, leg, donation_id,"
                                            + " office, account, currency, debit_minor, credit_minor,"
                                            + " booked_at) VALUES ('GIFT', ?, 1, ?, ?, 'CLEARING-SANDBOX',"
                                            + " ?, ?, 0, ?), ('GIFT', ?, 2, ?, ?, 'DONATIONS', ?, 0, ?, ?)",
                                    payment,
                                    id,
                                    office,
                                    currency,
                                    minor,
                                    at,
                                    payment,
                                    id,
                                    office,
                                    currency,
                                    minor,
                                    at);
                            UUID receipt = ids.next();
                            sql.write(
                                    "INSERT INTO receipt (id, donation_id, number, office, issued_at,"
                                            + " locale, snapshot) VALUES (?, ?, ?, ?, ?, 'de', '{}')",
                                    receipt,
                                    id,
                                    office
                                            + "-"
                                            + at.atZone(ZoneOffset.UTC).getYear()
                                            + "-"
                                            + ids.numberForPeople(10),
                                    office,
                                    at);
                            sql.write(
                                    "INSERT INTO outbox_message (id, kind, subject, occurrence, state,"
                                            + " delivered_at) VALUES (?, 'receipt-mail', ?, 1,"
                                            + " 'DELIVERED', now())",
                                    ids.next(),
                                    receipt);
                        });
        return id;
    }

    /** The one number a statement finds. */
    public long count(String query, Object... values) {
        return sql.one(query, row -> row.getLong(1), values).orElseThrow();
    }

    public Sql sql() {
        return sql;
    }
}
