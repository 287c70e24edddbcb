package org.almoner.recurring;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** Letters about recurring gifts as they lie in the database, frozen when they were owed. */
@Singleton
class LettersTable {

    private static final String INSERT =
            "INSERT INTO recurring_gift_letter (id, recurring_gift_id, kind, instalment_id,"
                    + " revision, written_at, locale, snapshot, year_from)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?)"
                    + " ON CONFLICT ON CONSTRAINT uq_recurring_gift_letter_year DO NOTHING";

    private final DataSource database;

    /** Its own, because stored records must stay readable whatever the API's rules become. */
    private final ObjectMapper json =
            new ObjectMapper()
                    .registerModule(new JavaTimeModule())
                    .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

    LettersTable(DataSource database) {
        this.database = database;
    }

    /**
     * A letter with what it was written about.
     *
     * @param instalment the instalment it announces; {@code null} when it is about none
     * @param revision which terms it tells of
     */
    record Row(
            UUID id,
            UUID gift,
            String kind,
            UUID instalment,
            int revision,
            RecurringGiftRecord record) {}

    /** Writes all of them in one batch, in the caller's transaction. */
    void insert(List<ComposeLetters.Composed> letters, Instant now) {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (ComposeLetters.Composed letter : letters) {
                Occasion occasion = letter.occasion();
                set(
                        insert,
                        letter.record().id(),
                        occasion.gift().id().value(),
                        letter.record().news().kind().name(),
                        occasion.instalment() == null ? null : occasion.instalment().id(),
                        occasion.gift().revision(),
                        now.atOffset(ZoneOffset.UTC),
                        letter.record().locale(),
                        written(letter.record()),
                        letter.record().news() instanceof RecurringGiftNews.YearlyOverview year
                                ? year.from()
                                : null);
                insert.addBatch();
            }
            insert.executeBatch();
        } catch (SQLException failure) {
            throw new IllegalStateException("Letters could not be stored", failure);
        }
    }

    private static void set(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            if (values[i] == null) {
                statement.setNull(i + 1, i == 3 ? java.sql.Types.OTHER : java.sql.Types.DATE);
            } else {
                statement.setObject(i + 1, values[i]);
            }
        }
    }

    Optional<Row> find(UUID id) {
        try (Connection connection = database.getConnection();
                PreparedStatement select =
                        connection.prepareStatement(
                                "SELECT recurring_gift_id, kind, instalment_id, revision, snapshot"
                                        + " FROM recurring_gift_letter WHERE id = ?")) {
            select.setObject(1, id);
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(
                                new Row(
                                        id,
                                        row.getObject(1, UUID.class),
                                        row.getString(2),
                                        row.getObject(3, UUID.class),
                                        row.getInt(4),
                                        read(row.getString(5))))
                        : Optional.empty();
            }
        } catch (SQLException failure) {
            throw new IllegalStateException("A letter could not be read", failure);
        }
    }

    /** The mail server has it; the first time counts. */
    void sent(UUID id, Instant now) {
        try (Connection connection = database.getConnection();
                PreparedStatement update =
                        connection.prepareStatement(
                                "UPDATE recurring_gift_letter SET sent_at = ?"
                                        + " WHERE id = ? AND sent_at IS NULL")) {
            update.setObject(1, now.atOffset(ZoneOffset.UTC));
            update.setObject(2, id);
            update.executeUpdate();
        } catch (SQLException failure) {
            throw new IllegalStateException("A letter could not be marked", failure);
        }
    }

    private String written(RecurringGiftRecord record) {
        try {
            return json.writeValueAsString(record);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A letter cannot be written as JSON", impossible);
        }
    }

    private RecurringGiftRecord read(String text) {
        try {
            return json.readValue(text, RecurringGiftRecord.class);
        } catch (JsonProcessingException unreadable) {
            // The exception quotes the data, which is personal.
            throw new IllegalStateException("A stored letter cannot be read");
        }
    }
}
