package org.almoner.donor;

import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.almoner.id.Ids;
import org.almoner.office.OfficeCode;

/** All donors of all offices. */
@Singleton
public class DonorBook {

    /** Plain SQL: one statement says what an entity manager would need three for. */
    private static final String REGISTER =
            "INSERT INTO donor (id, office_code, identity_hash, locale, created_at, last_seen_at, "
                    + String.join(", ", DonorRow.COLUMNS)
                    + ") VALUES (?, ?, ?, ?, ?, ?"
                    + ", ?".repeat(DonorRow.COLUMNS.size())
                    + ") ON CONFLICT ON CONSTRAINT uq_donor_identity DO UPDATE SET"
                    + " last_seen_at = greatest(donor.last_seen_at, excluded.last_seen_at),"
                    + " locale = excluded.locale RETURNING id";

    private final DataSource database;
    private final Ids ids;
    private final InstantSource clock;

    DonorBook(DataSource database, Ids ids, InstantSource clock) {
        this.database = database;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Enters a donor, inside the caller's transaction and as one statement. Whoever writes exactly
     * the same data to the same office again is the same donor; anything different makes a new one.
     * Joining two is a person's decision, so nobody can change somebody else's record by knowing
     * name and address. The donor's row stays locked until the transaction ends.
     *
     * @param locale language of this donor's mails; the latest one counts
     */
    @Transactional(TxType.MANDATORY)
    public DonorId register(DonorDetails details, OfficeCode office, String locale) {
        List<String> values = DonorRow.values(details);
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(REGISTER)) {
            statement.setObject(1, ids.next());
            statement.setString(2, office.value());
            statement.setString(3, DonorRow.identityHash(values));
            statement.setString(4, locale);
            statement.setObject(5, now);
            statement.setObject(6, now);
            for (int i = 0; i < values.size(); i++) {
                statement.setString(7 + i, values.get(i));
            }
            try (var row = statement.executeQuery()) {
                row.next();
                return new DonorId(row.getObject(1, UUID.class));
            }
        } catch (SQLException failure) {
            throw new IllegalStateException("The donor could not be stored", failure);
        }
    }

    /** The donor as he is to be addressed today, if there is one of that id. */
    public Optional<DonorView> find(DonorId id) {
        // Not as a list of one: how long a list is, the planner guesses, and then reads all donors.
        return read(
                        DonorRow.PRESENT + "d.id = ?",
                        (connection, statement) -> statement.setObject(1, id.value()))
                .values()
                .stream()
                .findFirst();
    }

    /**
     * The donors of these ids that exist, in one statement, for lists; as they are to be addressed
     * today. Whoever signed in and changed his contact data is known by these in all his rows.
     */
    public Map<DonorId, DonorView> findAll(Collection<DonorId> ids) {
        return readAll(DonorRow.PRESENT, ids);
    }

    /** The donors of these ids with what each row said on the day it was written. */
    public Map<DonorId, DonorView> findAllAsWritten(Collection<DonorId> ids) {
        return readAll(DonorRow.AS_WRITTEN, ids);
    }

    private Map<DonorId, DonorView> readAll(String select, Collection<DonorId> ids) {
        Object[] values = ids.stream().map(DonorId::value).toArray();
        return read(
                select + "d.id = ANY (?)",
                (connection, statement) ->
                        statement.setArray(1, connection.createArrayOf("uuid", values)));
    }

    /** Sets the parameters of a statement. */
    private interface Parameters {
        void set(Connection connection, PreparedStatement statement) throws SQLException;
    }

    private Map<DonorId, DonorView> read(String sql, Parameters parameters) {
        Map<DonorId, DonorView> found = new LinkedHashMap<>();
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(sql)) {
            parameters.set(connection, statement);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    DonorView donor = DonorRow.read(rows);
                    found.put(donor.id(), donor);
                }
            }
        } catch (SQLException failure) {
            throw new IllegalStateException("Donors could not be read", failure);
        }
        return found;
    }
}
