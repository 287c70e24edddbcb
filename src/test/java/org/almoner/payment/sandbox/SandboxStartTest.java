package org.almoner.payment.sandbox;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import javax.sql.DataSource;
import org.almoner.TestDatabase;
import org.almoner.payment.PaymentRequest;
import org.almoner.payment.ProviderStatus;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class SandboxStartTest {

    @Inject SandboxGateway gateway;
    @Inject DataSource database;

    @ConfigProperty(name = "almoner.data-directory")
    Path data;

    @Test
    void theScenariosAreListedForWhoeverTriesTheSandbox() {
        given().get("/dev/sandbox-scenarios")
                .then()
                .statusCode(200)
                .body("items", hasSize(21))
                .body("items[0].scenario", equalTo("SUCCEEDS"))
                .body("items[0].what", equalTo("The money is there at once."));
    }

    @Test
    void theProviderRunsBesideTheServiceAndItsNotificationsReachTheInbox() throws Exception {
        PaymentRequest request = Play.request(SandboxScenario.SUCCEEDS);
        assertEquals(ProviderStatus.SETTLED, gateway.ask(request).status());
        Play.until(() -> notificationsAbout(request) == 1);
    }

    private long notificationsAbout(PaymentRequest request) throws java.sql.SQLException {
        try (var connection = database.getConnection();
                var count =
                        connection.prepareStatement(
                                "SELECT count(*) FROM webhook_event WHERE payment_id = ?")) {
            count.setObject(1, request.payment().value());
            try (var rows = count.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    @Test
    void itsSecretsAreForTheirOwnerOnly() throws Exception {
        Path secret = data.resolve("sandbox/api-secret");
        assertTrue(Files.readString(secret).length() >= 43);
        assertEquals(
                "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)));
    }
}
