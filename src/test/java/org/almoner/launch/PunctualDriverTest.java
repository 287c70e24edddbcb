package org.almoner.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.util.Properties;
import org.almoner.TestDatabase;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class PunctualDriverTest {

    private final PunctualDriver driver = new PunctualDriver();

    @ConfigProperty(name = "quarkus.datasource.jdbc.url")
    String url;

    private static Properties postgres() {
        Properties login = new Properties();
        login.setProperty("user", "postgres");
        login.setProperty("password", "postgres");
        return login;
    }

    @Test
    void aLoginThatNobodyWaitsForAnyMoreIsCompletedAllTheSame() throws SQLException {
        Thread.currentThread().interrupt();
        try (Connection connection = driver.connect(url, postgres())) {
            assertTrue(Thread.interrupted(), "whoever interrupted is heard afterwards");
            assertTrue(connection.isValid(1));
        } finally {
            Thread.interrupted();
        }
    }

    @Test
    void aServerThatSaysNothingIsGivenUp() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            String dumb = "jdbc:postgresql://127.0.0.1:" + silent.getLocalPort() + "/postgres";
            assertThrows(SQLTimeoutException.class, () -> driver.connect(dumb, postgres()));
        }
    }

    @Test
    void aRefusalIsPassedOnAsTheDriverSaysIt() {
        Properties stranger = postgres();
        stranger.setProperty("user", "nobody-of-that-name");
        SQLException refused =
                assertThrows(SQLException.class, () -> driver.connect(url, stranger));
        assertEquals("28000", refused.getSQLState());
    }
}
