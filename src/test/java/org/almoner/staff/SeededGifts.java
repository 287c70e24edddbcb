package org.almoner.staff;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.UUID;

/** Puts gifts into the database as their owners would have written them. */
@ApplicationScoped
class SeededGifts {

    private final EntityManager database;

    SeededGifts(EntityManager database) {
        this.database = database;
    }

    /** A received gift of a person with the given last name. */
    UUID gift(String office, String lastName, Instant at) {
        UUID donor = UUID.randomUUID();
        UUID gift = UUID.randomUUID();
        UUID payment = UUID.randomUUID();
        String mail = lastName.toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z]", "");
        QuarkusTransaction.requiringNew()
                .run(
                        () -> {
                            sql(
                                    """
                                    INSERT INTO donor (id, office_code, identity_hash, kind,
                                        salutation, first_name, last_name, email, street, town,
                                        country, locale, created_at, last_seen_at)
                                    VALUES (?1, ?2, repeat(left(md5(?3), 32), 2), 'PERSON', 'MS',
                                        'Erika', ?4, ?5, 'Weg', 'Ort', 'DE', 'de', ?6, ?6)
                                    """,
                                    donor,
                                    office,
                                    donor.toString(),
                                    lastName,
                                    mail + "@example.org",
                                    at);
                            sql(
                                    """
                                    INSERT INTO donation (id, draft_id, donor_id, office,
                                        amount_minor, currency, country, locale, method, state,
                                        status, payment_id, attempts, pledged_at, settled_at,
                                        version)
                                    VALUES (?1, ?2, ?3, ?4, 2500, 'EUR', 'DE', 'de', 'SANDBOX',
                                        'SETTLED', 'RECEIVED', ?5, 1, ?6, ?6, 1)
                                    """,
                                    gift,
                                    UUID.randomUUID(),
                                    donor,
                                    office,
                                    payment,
                                    at);
                            payment(payment, gift, office, "SETTLED", null, at);
                        });
        return gift;
    }

    /** The receipt of a gift, and its mail, which the mail server refused for good. */
    UUID refusedReceipt(UUID gift, String office, String number) {
        UUID receipt = UUID.randomUUID();
        UUID mail = UUID.randomUUID();
        QuarkusTransaction.requiringNew()
                .run(
                        () -> {
                            sql(
                                    """
                                    INSERT INTO receipt (id, donation_id, number, office, issued_at,
                                        locale, snapshot)
                                    VALUES (?1, ?2, ?3, ?4, now(), 'de', '{}')
                                    """,
                                    receipt,
                                    gift,
                                    number,
                                    office);
                            sql(
                                    """
                                    INSERT INTO outbox_message (id, kind, subject, occurrence, state,
                                        attempts, last_failure)
                                    VALUES (?1, 'receipt-mail', ?2, 1, 'DEAD', 1,
                                        '550 mailbox unknown')
                                    """,
                                    mail,
                                    receipt);
                        });
        return mail;
    }

    /** A payment that was put aside for a person. */
    UUID paymentAside(String office) {
        UUID id = UUID.randomUUID();
        QuarkusTransaction.requiringNew()
                .run(
                        () ->
                                payment(
                                        id,
                                        UUID.randomUUID(),
                                        office,
                                        "NEEDS_REVIEW",
                                        "The provider reports another amount or currency",
                                        Instant.now()));
        return id;
    }

    /** A notification that was given up, about a payment of the office. */
    UUID deadNotification(String office) {
        UUID payment = paymentAside(office);
        UUID id = UUID.randomUUID();
        QuarkusTransaction.requiringNew()
                .run(
                        () ->
                                sql(
                                        """
                                        INSERT INTO webhook_event (id, provider, event_id, type,
                                            payment_id, received_at, state, attempts,
                                            next_attempt_at, version, last_failure)
                                        VALUES (?1, 'nobody', ?2, 'payment.changed', ?3, ?4,
                                            'DEAD', 12, ?4, 1, 'GatewayUnavailable')
                                        """,
                                        id,
                                        id.toString(),
                                        payment,
                                        Instant.now()));
        return id;
    }

    private void payment(
            UUID id, UUID reference, String office, String state, String review, Instant at) {
        sql(
                """
                INSERT INTO payment (id, reference, attempt, office, provider, method, amount_minor,
                    currency, state, provider_key, provider_key_expires_at, locale, details,
                    review_reason, opened_at, settled_at, changed_at, version)
                VALUES (?1, ?2, 1, ?3, 'nobody', 'SANDBOX', 2500, 'EUR', ?4, ?5, ?6, 'de', '{}',
                    cast(?7 AS varchar), ?6,
                    CASE WHEN ?4 = 'SETTLED' THEN cast(?6 AS timestamptz) END, ?6, 1)
                """,
                id,
                reference,
                office,
                state,
                "pay-" + id,
                at,
                review);
    }

    /** Takes everything away again: these gifts have no booking, which the self-check would see. */
    void removeAll() {
        QuarkusTransaction.requiringNew()
                .run(
                        () -> {
                            sql(
                                    "DELETE FROM outbox_message WHERE subject IN (SELECT id FROM"
                                            + " receipt WHERE office IN ('ZQ', 'ZX'))");
                            sql("DELETE FROM receipt WHERE office IN ('ZQ', 'ZX')");
                            sql(
                                    "DELETE FROM webhook_event WHERE payment_id IN (SELECT id FROM"
                                            + " payment WHERE office IN ('ZQ', 'ZX'))");
                            sql("DELETE FROM donation WHERE office IN ('ZQ', 'ZX')");
                            sql("DELETE FROM payment WHERE office IN ('ZQ', 'ZX')");
                            sql("DELETE FROM donor WHERE office_code IN ('ZQ', 'ZX')");
                        });
    }

    /** The one number a statement finds. */
    long count(String sql, Object... values) {
        return QuarkusTransaction.requiringNew()
                .call(() -> ((Number) query(sql, values).getSingleResult()).longValue());
    }

    private void sql(String sql, Object... values) {
        query(sql, values).executeUpdate();
    }

    private jakarta.persistence.Query query(String sql, Object... values) {
        jakarta.persistence.Query query = database.createNativeQuery(sql);
        for (int i = 0; i < values.length; i++) {
            query.setParameter(i + 1, values[i]);
        }
        return query;
    }
}
