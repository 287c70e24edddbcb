package org.almoner.account;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** Letters about accounts as they lie in the database, frozen when they were owed. */
@Singleton
class AccountLetterTable {

    private final DataSource database;

    /** Its own, because stored records must stay readable whatever the API's rules become. */
    private final ObjectMapper json =
            new ObjectMapper()
                    .registerModule(new JavaTimeModule())
                    .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

    AccountLetterTable(DataSource database) {
        this.database = database;
    }

    /**
     * A letter with the change it is about.
     *
     * @param state what has become of the change
     * @param secretHash what the letter's secret must hash to; {@code null} when it has none
     */
    record Row(AccountLetter letter, UUID change, AddressChange.State state, String secretHash) {}

    /** Stores a letter about a change, in the caller's transaction. */
    void insert(AccountLetter letter, UUID change) {
        try (Connection connection = database.getConnection();
                PreparedStatement insert =
                        connection.prepareStatement(
                                "INSERT INTO account_letter (id, change_id, kind, written_at,"
                                        + " snapshot) VALUES (?, ?, ?, ?, ?::jsonb)")) {
            insert.setObject(1, letter.id());
            insert.setObject(2, change);
            insert.setString(3, letter.kind().name());
            insert.setObject(4, letter.at().atOffset(ZoneOffset.UTC));
            insert.setString(5, json.writeValueAsString(letter));
            insert.executeUpdate();
        } catch (SQLException | JsonProcessingException failure) {
            throw new IllegalStateException("A letter could not be stored", failure);
        }
    }

    Optional<Row> find(UUID id) {
        try (Connection connection = database.getConnection();
                PreparedStatement select =
                        connection.prepareStatement(
                                "SELECT l.snapshot, c.id, c.state, CASE l.kind"
                                        + " WHEN 'CONFIRM_ADDRESS' THEN c.confirm_hash"
                                        + " ELSE c.undo_hash END FROM account_letter l"
                                        + " JOIN address_change c ON c.id = l.change_id"
                                        + " WHERE l.id = ?")) {
            select.setObject(1, id);
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(
                                new Row(
                                        json.readValue(row.getString(1), AccountLetter.class),
                                        row.getObject(2, UUID.class),
                                        AddressChange.State.valueOf(row.getString(3)),
                                        row.getString(4)))
                        : Optional.empty();
            }
        } catch (SQLException | JsonProcessingException failure) {
            throw new IllegalStateException("A letter could not be read", failure);
        }
    }
}
