package org.almoner.payment.sepa;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** The mandate texts in the database. */
@Singleton
class MandateTextStore {

    private static final String ALL =
            "SELECT id, version, locale, valid_from, notice_days, words FROM sepa_mandate_text";

    private static final String INSERT =
            "INSERT INTO sepa_mandate_text (id, version, locale, valid_from, notice_days, words)"
                    + " VALUES (?, ?, ?, ?, ?, ?)"
                    + " ON CONFLICT ON CONSTRAINT pk_sepa_mandate_text DO NOTHING";

    private final DataSource database;

    MandateTextStore(DataSource database) {
        this.database = database;
    }

    List<MandateText> all() {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(ALL);
                ResultSet row = select.executeQuery()) {
            List<MandateText> texts = new ArrayList<>();
            while (row.next()) {
                texts.add(
                        new MandateText(
                                row.getString(1),
                                row.getInt(2),
                                row.getString(3),
                                row.getObject(4, LocalDate.class),
                                row.getInt(5),
                                row.getString(6)));
            }
            return texts;
        } catch (SQLException failure) {
            throw new IllegalStateException("Mandate texts could not be read", failure);
        }
    }

    /** Stores what is new; what is there stays as it is. */
    void insert(List<MandateText> texts) {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (MandateText text : texts) {
                insert.setString(1, text.id());
                insert.setInt(2, text.version());
                insert.setString(3, text.locale());
                insert.setObject(4, text.validFrom());
                insert.setInt(5, text.noticeDays());
                insert.setString(6, text.words());
                insert.addBatch();
            }
            insert.executeBatch();
        } catch (SQLException failure) {
            throw new IllegalStateException("Mandate texts could not be stored", failure);
        }
    }
}
