package org.almoner.retention;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.almoner.wizard.Givers;

/** Donors of whom nothing was heard for years, written straight into the tables. */
final class SilentDonors {

    private final DataSource database;

    SilentDonors(DataSource database) {
        this.database = database;
    }

    /** Somebody last seen then, who never gave. */
    UUID seen(String office, String email, Instant at) throws SQLException {
        UUID donor = UUID.randomUUID();
        sql(
                "INSERT INTO donor (id, office_code, identity_hash, kind, salutation, first_name,"
                        + " last_name, email, street, town, country, locale, created_at,"
                        + " last_seen_at) VALUES (?, ?, encode(sha256(?::text::bytea), 'hex'),"
                        + " 'PERSON', 'MS', ?, ?, ?, 'Musterstr.', 'Ort', ?, 'en', ?, ?)",
                donor,
                office,
                donor.toString(),
                "Fi" + Givers.word(),
                "La" + Givers.word(),
                email,
                office,
                at.atOffset(ZoneOffset.UTC),
                at.atOffset(ZoneOffset.UTC));
        return donor;
    }

    UUID seen(String office, Instant at) throws SQLException {
        return seen(office, "em" + Givers.word() + "@example.org", at);
    }

    /** A gift of the donor that settled then, nothing of it left at a provider. */
    UUID gave(UUID donor, Instant at) throws SQLException {
        UUID gift = UUID.randomUUID();
        sql(
                "INSERT INTO donation (id, draft_id, donor_id, office, amount_minor, currency,"
                        + " country, locale, method, state, status, payment_id, attempts,"
                        + " pledged_at, settled_at, version) SELECT ?, gen_random_uuid(), id,"
                        + " office_code, 100, 'EUR', country, locale, 'CARD', 'SETTLED', 'RECEIVED',"
                        + " gen_random_uuid(), 1, ?, ?, 0 FROM donor WHERE id = ?",
                gift,
                at.atOffset(ZoneOffset.UTC),
                at.atOffset(ZoneOffset.UTC),
                donor);
        return gift;
    }

    /** The mailbox signed up for the newsletter then, and confirmed it. */
    void agreed(String email, Instant at) throws SQLException {
        sql(
                "INSERT INTO sign_up (id, email, email_key, country, locale, office, recipient,"
                        + " text_id, text_version, text_hash, state, token_hash, asked_at,"
                        + " expires_at, ask_ip, ask_user_agent, ask_origin, mail, confirmed_at,"
                        + " click_ip, click_user_agent)"
                        + " SELECT gen_random_uuid(), ?, ?, 'DE', locale, 'DE', 'DE', id, version,"
                        + " sha256, 'CONFIRMED', encode(sha256(?::bytea), 'hex'), ?::timestamptz,"
                        + " ?::timestamptz + interval '7 days', '', '', '', 'NO', ?, '', ''"
                        + " FROM consent_text_body WHERE id = 'de-newsletter-email' AND version = 1"
                        + " AND locale = 'de'",
                email,
                email,
                email,
                at.atOffset(ZoneOffset.UTC),
                at.atOffset(ZoneOffset.UTC),
                at.atOffset(ZoneOffset.UTC));
    }

    /** An answer in the donor's chain, whose links nobody verifies here; its proof. */
    UUID answered(UUID donor, int place, String channel, String decision, String at)
            throws SQLException {
        UUID proof = UUID.randomUUID();
        var moment = Instant.parse(at).atOffset(ZoneOffset.UTC);
        sql(
                "INSERT INTO consent_proof (id, salt, ip, user_agent, created_at)"
                        + " VALUES (?, repeat('a', 64), '203.0.113.9', 'Firefox', ?)",
                proof,
                moment);
        sql(
                "INSERT INTO consent_event (id, donor_id, seq, purpose, channel, text_id,"
                        + " text_version, locale, text_hash, decision, office, recipient,"
                        + " legal_basis, country, occurred_at, method, origin, proof_id,"
                        + " proof_digest, prev_hash, hash) SELECT gen_random_uuid(), d.id, ?,"
                        + " 'NEWSLETTER', ?, b.id, b.version, b.locale, b.sha256, ?,"
                        + " d.office_code, d.office_code, 'law', 'DE', ?, 'portal', '', ?,"
                        + " repeat('a', 64), repeat('b', 64), repeat('c', 64)"
                        + " FROM donor d, consent_text_body b WHERE d.id = ?"
                        + " AND b.id = 'de-newsletter-email' AND b.version = 1 AND b.locale = 'de'",
                place,
                channel,
                decision,
                moment,
                proof,
                donor);
        return proof;
    }

    /** Which of the proofs are still there. */
    List<UUID> proofs(List<UUID> proofs) throws SQLException {
        return ids("SELECT id FROM consent_proof WHERE id = ANY (?)", proofs);
    }

    /** Who is still as they were written. */
    List<UUID> whole(List<UUID> donors) throws SQLException {
        return ids("SELECT id FROM donor WHERE id = ANY (?) AND erased_at IS NULL", donors);
    }

    /** Of whom nothing is left. */
    List<UUID> gone(List<UUID> donors) throws SQLException {
        return ids("SELECT id FROM donor WHERE id = ANY (?) AND kind = 'ERASED'", donors);
    }

    private List<UUID> ids(String sql, List<UUID> donors) throws SQLException {
        List<UUID> found = new ArrayList<>();
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(sql)) {
            statement.setArray(1, connection.createArrayOf("uuid", donors.toArray()));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getObject(1, UUID.class));
                }
            }
        }
        return donors.stream().filter(found::contains).toList();
    }

    int sql(String sql, Object... values) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return sql(connection, sql, values);
        }
    }

    static int sql(Connection connection, String sql, Object... values) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            return statement.execute() ? 0 : statement.getUpdateCount();
        }
    }

    List<String> texts(String sql, Object... values) throws SQLException {
        List<String> found = new ArrayList<>();
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
        }
        return found;
    }
}
