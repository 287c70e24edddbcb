package org.almoner.consent;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;

/** The ledger's tables: two statements for every append, however many answers there are. */
@Singleton
class EventStore {

    /**
     * Finds the end of the chain and queues for it, also when there is none yet: two who append for
     * one donor come one after the other.
     */
    private static final String LOCK_HEAD =
            "INSERT INTO consent_chain (donor_id, length, head) VALUES (?, 0, ?)"
                    + " ON CONFLICT ON CONSTRAINT pk_consent_chain"
                    + " DO UPDATE SET length = consent_chain.length RETURNING length, head";

    private static final String APPEND =
            """
            WITH proof AS (
                INSERT INTO consent_proof (id, salt, ip, user_agent, created_at, evidence_id,
                    evidence_digest)
                VALUES (?, ?, ?, ?, ?, ?::uuid, ?)),
            chain AS (
                UPDATE consent_chain SET length = ?, head = ? WHERE donor_id = ?)
            INSERT INTO consent_event (donor_id, country, occurred_at, method, origin, recorded_at,
                actor, proof_id, proof_digest, id, seq, purpose, channel, text_id, text_version, locale, text_hash,
                decision, office, recipient, legal_basis, prev_hash, hash)
            SELECT ?, ?, ?, ?, ?, ?::timestamptz, ?, ?, ?, link.*
            FROM unnest(?::uuid[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::int[],
                ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                ?::text[]) AS link
            """;

    /** Where the columns of the links begin. */
    private static final int COLUMNS = 20;

    private final DataSource database;

    EventStore(DataSource database) {
        this.database = database;
    }

    /** Where the donor's next link goes; the chain is ours until the transaction ends. */
    ConsentEvent.Position lockEnd(UUID donor) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(LOCK_HEAD)) {
            statement.setObject(1, donor);
            statement.setString(2, ConsentEvent.GENESIS);
            try (var row = statement.executeQuery()) {
                row.next();
                return new ConsentEvent.Position(
                        donor, row.getLong("length") + 1, row.getString("head"));
            }
        } catch (SQLException failure) {
            throw new IllegalStateException("The consent ledger could not be read", failure);
        }
    }

    /** Stores links that follow one another, all of one donor, with their common proof. */
    void append(List<ConsentEvent> events, ConsentProof proof) {
        ConsentEvent last = events.get(events.size() - 1);
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(APPEND)) {
            var at = last.frame().at().atOffset(ZoneOffset.UTC);
            ConsentEvent.Recorded recorded = last.frame().recorded();
            var writtenAt = recorded == null ? at : recorded.at().atOffset(ZoneOffset.UTC);
            set(
                    statement,
                    1,
                    proof.id(),
                    proof.salt(),
                    proof.ip(),
                    proof.userAgent(),
                    writtenAt,
                    proof.evidence() == null ? null : proof.evidence().id(),
                    proof.evidence() == null ? null : proof.evidence().digest(),
                    last.seq(),
                    last.hash(),
                    last.donor(),
                    last.donor(),
                    last.frame().country(),
                    at,
                    last.frame().method(),
                    last.frame().origin(),
                    recorded == null ? null : writtenAt,
                    recorded == null ? null : recorded.actor(),
                    proof.id(),
                    last.proof().digest());
            setColumns(connection, statement, events);
            statement.executeUpdate();
        } catch (SQLException failure) {
            throw new IllegalStateException("The consent ledger could not be written", failure);
        }
    }

    private static void set(PreparedStatement statement, int first, Object... values)
            throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(first + i, values[i]);
        }
    }

    private static void setColumns(
            Connection connection, PreparedStatement statement, List<ConsentEvent> events)
            throws SQLException {
        set(
                statement,
                COLUMNS,
                array(connection, "uuid", events, ConsentEvent::id),
                array(connection, "bigint", events, ConsentEvent::seq),
                array(connection, "text", events, event -> event.said().purpose().name()),
                array(connection, "text", events, event -> event.said().channel().name()),
                array(connection, "text", events, event -> event.said().textId()),
                array(connection, "int", events, event -> event.said().textVersion()),
                array(connection, "text", events, event -> event.said().locale()),
                array(connection, "text", events, event -> event.said().textHash()),
                array(connection, "text", events, event -> event.said().decision().name()),
                array(connection, "text", events, event -> event.said().office()),
                array(connection, "text", events, event -> event.said().recipient()),
                array(connection, "text", events, event -> event.said().legalBasis()),
                array(connection, "text", events, ConsentEvent::prevHash),
                array(connection, "text", events, ConsentEvent::hash));
    }

    private static java.sql.Array array(
            Connection connection,
            String type,
            List<ConsentEvent> events,
            Function<ConsentEvent, Object> column)
            throws SQLException {
        return connection.createArrayOf(type, events.stream().map(column).toArray());
    }
}
