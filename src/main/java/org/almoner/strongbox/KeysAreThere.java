package org.almoner.strongbox;

import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.almoner.selfcheck.Invariant;

/** A key left the ring too early, or an instance was started with another ring. */
@Singleton
class KeysAreThere implements Invariant {

    private static final String FIND =
            "SELECT id FROM %1$s WHERE (split_part(%2$s, ':', 2) < ? OR split_part(%2$s, ':', 2) >"
                    + " ?) AND NOT (split_part(%2$s, ':', 2) = ANY (?)) LIMIT ?";

    private final Strongbox strongbox;
    private final List<SealedColumn> columns;
    private final DataSource database;

    KeysAreThere(Strongbox strongbox, @All List<SealedColumn> columns, DataSource database) {
        this.strongbox = strongbox;
        this.columns = columns;
        this.database = database;
    }

    @Override
    public String id() {
        return "I-strongbox";
    }

    @Override
    public String sentence() {
        return "Every sealed value lies under a key that this instance has";
    }

    @Override
    public List<String> offenders(int limit) {
        List<String> found = new ArrayList<>();
        for (SealedColumn column : columns) {
            found.addAll(offenders(column, limit - found.size()));
        }
        return found;
    }

    private List<String> offenders(SealedColumn column, int limit) {
        String sql = FIND.formatted(column.table(), column.column());
        String active = strongbox.activeKey().orElse("");
        try (Connection connection = database.getConnection();
                PreparedStatement find = connection.prepareStatement(sql)) {
            find.setString(1, active);
            find.setString(2, active);
            find.setArray(3, connection.createArrayOf("text", strongbox.keyIds().toArray()));
            find.setInt(4, limit);
            List<String> ids = new ArrayList<>();
            try (ResultSet rows = find.executeQuery()) {
                while (rows.next()) {
                    ids.add(column.table() + "/" + rows.getObject(1, UUID.class));
                }
            }
            return ids;
        } catch (SQLException failure) {
            throw new IllegalStateException("Sealed values could not be checked", failure);
        }
    }
}
