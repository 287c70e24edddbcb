package org.almoner.consent;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;

/** The stored texts. */
@Singleton
class TextStore {

    /** Two nodes that start at once load one after the other. */
    private static final String LOCK = "SELECT pg_advisory_xact_lock(4040)";

    private static final String ALL =
            "SELECT t.*, b.locale, b.body, b.sha256 FROM consent_text t"
                    + " JOIN consent_text_body b ON b.id = t.id AND b.version = t.version"
                    + " ORDER BY t.position, t.id, t.version";

    private static final String INSERT =
            "INSERT INTO consent_text (id, version, purpose, channel, meaning, required,"
                    + " double_opt_in, countries, office, recipient, legal_basis, position,"
                    + " valid_from, valid_to, form, source, written_by, written_at)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private static final String INSERT_BODY =
            "INSERT INTO consent_text_body (id, version, locale, body, sha256)"
                    + " VALUES (?, ?, ?, ?, ?)";

    private static final String UPDATE =
            "UPDATE consent_text SET valid_to = ?, position = ? WHERE id = ? AND version = ?";

    private static final String WITHDRAW =
            "UPDATE consent_text SET withdrawn_at = least(withdrawn_at, ?)"
                    + " WHERE id = ? AND version = ?";

    private final DataSource database;

    TextStore(DataSource database) {
        this.database = database;
    }

    /** Every version of every text, in the order of showing. */
    List<StoredText> all() {
        try (var connection = database.getConnection()) {
            return all(connection);
        } catch (SQLException failure) {
            throw new IllegalStateException("Consent texts could not be read", failure);
        }
    }

    /** What is stored, read while no other node loads; inside the caller's transaction. */
    List<StoredText> allLocked() {
        try (var connection = database.getConnection();
                var lock = connection.createStatement()) {
            lock.execute(LOCK);
            return all(connection);
        } catch (SQLException failure) {
            throw new IllegalStateException("Consent texts could not be read", failure);
        }
    }

    /** Stores new versions. */
    void insert(List<StoredText> texts) {
        try (var connection = database.getConnection();
                var text = connection.prepareStatement(INSERT);
                var body = connection.prepareStatement(INSERT_BODY)) {
            for (StoredText one : texts) {
                addText(text, one);
                for (var words : one.bodies().entrySet()) {
                    body.setString(1, one.id());
                    body.setInt(2, one.version());
                    body.setString(3, words.getKey());
                    body.setString(4, words.getValue().words());
                    body.setString(5, words.getValue().hash());
                    body.addBatch();
                }
            }
            text.executeBatch();
            body.executeBatch();
        } catch (SQLException failure) {
            throw new IllegalStateException("Consent texts could not be stored", failure);
        }
    }

    /** Stores the end and the place of versions that exist. */
    void update(List<StoredText> texts) {
        try (var connection = database.getConnection();
                var update = connection.prepareStatement(UPDATE)) {
            for (StoredText one : texts) {
                update.setTimestamp(1, timestamp(one.validTo()));
                update.setInt(2, one.position());
                update.setString(3, one.id());
                update.setInt(4, one.version());
                update.addBatch();
            }
            update.executeBatch();
        } catch (SQLException failure) {
            throw new IllegalStateException("Consent texts could not be stored", failure);
        }
    }

    /** Ends the showing of versions at a moment, or where they begin if that is later. */
    void withdraw(List<StoredText> texts, Instant at) {
        try (var connection = database.getConnection();
                var update = connection.prepareStatement(WITHDRAW)) {
            for (StoredText one : texts) {
                Instant end = one.validFrom().isAfter(at) ? one.validFrom() : at;
                update.setTimestamp(1, timestamp(end));
                update.setString(2, one.id());
                update.setInt(3, one.version());
                update.addBatch();
            }
            update.executeBatch();
        } catch (SQLException failure) {
            throw new IllegalStateException("Consent texts could not be withdrawn", failure);
        }
    }

    private static void addText(PreparedStatement insert, StoredText text) throws SQLException {
        insert.setString(1, text.id());
        insert.setInt(2, text.version());
        insert.setString(3, text.purpose().name());
        insert.setString(4, text.channel().name());
        insert.setString(5, text.meaning().name());
        insert.setBoolean(6, text.required());
        insert.setBoolean(7, text.doubleOptIn());
        insert.setString(8, String.join(" ", new TreeSet<>(text.countries())));
        insert.setString(9, text.office());
        insert.setString(10, text.recipient());
        insert.setString(11, text.legalBasis());
        insert.setInt(12, text.position());
        insert.setObject(13, text.validFrom().atOffset(ZoneOffset.UTC));
        insert.setTimestamp(14, timestamp(text.validTo()));
        insert.setString(15, stored(text.form()));
        insert.setString(16, text.writing().isByStaff() ? "STAFF" : "CATALOGUE");
        insert.setString(17, text.writing().by());
        insert.setTimestamp(18, timestamp(text.writing().at()));
        insert.addBatch();
    }

    private static Timestamp timestamp(Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }

    private static List<StoredText> all(Connection connection) throws SQLException {
        Map<String, StoredText> texts = new LinkedHashMap<>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(ALL)) {
            while (rows.next()) {
                StoredText text = read(rows);
                texts.computeIfAbsent(text.id() + " " + text.version(), key -> text)
                        .bodies()
                        .putAll(text.bodies());
            }
        }
        return new ArrayList<>(texts.values());
    }

    /** One text with the one language of this row. */
    private static StoredText read(ResultSet row) throws SQLException {
        Map<String, StoredText.Body> bodies = new HashMap<>();
        bodies.put(
                row.getString("locale"),
                new StoredText.Body(row.getString("body"), row.getString("sha256")));
        return new StoredText(
                row.getString("id"),
                row.getInt("version"),
                ConsentPurpose.valueOf(row.getString("purpose")),
                ConsentChannel.valueOf(row.getString("channel")),
                ConsentMeaning.valueOf(row.getString("meaning")),
                row.getBoolean("required"),
                row.getBoolean("double_opt_in"),
                Set.of(row.getString("countries").split(" ")),
                row.getString("office"),
                row.getString("recipient"),
                row.getString("legal_basis"),
                row.getInt("position"),
                instant(row, "valid_from"),
                instant(row, "valid_to"),
                bodies,
                form(row),
                new StoredText.Writing(
                        row.getString("written_by"),
                        instant(row, "written_at"),
                        instant(row, "withdrawn_at")));
    }

    /** The previous release, which may run beside this one, knows no other names than these. */
    private static String stored(ConsentForm form) {
        return form == ConsentForm.GIFT ? ConsentForm.GIFT.name() : ConsentForm.SIGN_UP.name();
    }

    private static ConsentForm form(ResultSet row) throws SQLException {
        boolean isForMovers =
                ConsentForm.SIGN_UP.name().equals(row.getString("form"))
                        && ConsentPurpose.TRANSFER_TO_OFFICE
                                .name()
                                .equals(row.getString("purpose"));
        return isForMovers ? ConsentForm.MOVING : ConsentForm.valueOf(row.getString("form"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
