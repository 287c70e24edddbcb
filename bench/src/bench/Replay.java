package bench;

import bench.StatementLog.Issued;
import bench.StatementLog.Unit;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** The yardstick: the SQL of a run and nothing else, prepared, in its own transactions. */
final class Replay implements Load.Connection {

    private final Connection connection;
    private final Recording recording;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    Replay(Connection connection, Recording recording) {
        this.connection = connection;
        this.recording = recording;
    }

    @Override
    public void runOnce() throws SQLException {
        Iterator<String> values = recording.freshValues().iterator();
        for (Unit unit : recording.units()) {
            connection.setAutoCommit(!unit.transaction());
            issue(unit.statements(), values);
            if (unit.transaction() && unit.committed()) {
                connection.commit();
            } else if (unit.transaction()) {
                connection.rollback();
            }
        }
    }

    /** The same change several times in a row was a batch, and is one here. */
    private void issue(List<Issued> statements, Iterator<String> values) throws SQLException {
        for (int index = 0; index < statements.size(); index++) {
            String sql = statements.get(index).sql();
            boolean batch = false;
            while (index + 1 < statements.size()
                    && sql.equals(statements.get(index + 1).sql())
                    && !statements.get(index).is("SELECT")) {
                bind(statements.get(index), values).addBatch();
                batch = true;
                index++;
            }
            PreparedStatement last = bind(statements.get(index), values);
            if (batch) {
                last.addBatch();
                last.executeBatch();
            } else if (last.execute()) {
                drain(last);
            }
        }
    }

    private PreparedStatement bind(Issued issued, Iterator<String> values) throws SQLException {
        PreparedStatement statement = prepared.get(issued.sql());
        if (statement == null) {
            statement = connection.prepareStatement(issued.sql().replaceAll("\\$\\d+", "?"));
            prepared.put(issued.sql(), statement);
        }
        for (int index = 1; index <= issued.values().size(); index++) {
            statement.setObject(index, values.next(), Types.OTHER);
        }
        return statement;
    }

    private static void drain(PreparedStatement statement) throws SQLException {
        try (ResultSet rows = statement.getResultSet()) {
            while (rows.next()) {
                rows.getString(1);
            }
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
