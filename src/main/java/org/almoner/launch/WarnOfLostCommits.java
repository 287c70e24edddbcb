package org.almoner.launch;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * Looks at start-up whether the database may forget what it has answered (EO-23): with {@code
 * synchronous_commit} or {@code fsync} off, a gift that a donor was told of can be lost.
 */
@ApplicationScoped
class WarnOfLostCommits {

    private static final Logger LOG = Logger.getLogger(WarnOfLostCommits.class);

    private final DataSource database;

    WarnOfLostCommits(DataSource database) {
        this.database = database;
    }

    void onStart(@Observes StartupEvent event) {
        for (String setting : List.of("synchronous_commit", "fsync", "full_page_writes")) {
            try {
                if ("off".equals(valueOf(setting))) {
                    LOG.warnf(
                            "The database runs with %s=off: a crash of its server can lose gifts"
                                    + " that donors were told of. Set it to on.",
                            setting);
                }
            } catch (SQLException failure) {
                LOG.warnf("The database does not tell its setting %s", setting);
            }
        }
    }

    private String valueOf(String setting) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW " + setting)) {
            return row.next() ? row.getString(1) : null;
        }
    }
}
