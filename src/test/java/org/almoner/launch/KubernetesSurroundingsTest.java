package org.almoner.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.almoner.KubernetesManifests;
import org.almoner.mode.Mode;
import org.junit.jupiter.api.Test;

class KubernetesSurroundingsTest {

    @Test
    void everyOverlayStartsInProductionWithoutARefusal() throws IOException {
        for (String overlay : List.of("staging", "production")) {
            LaunchDecision decision = decide(KubernetesManifests.environment(overlay));
            assertEquals(List.of(), decision.refusals(), overlay);
            assertEquals(Optional.of(Mode.PRODUCTION), decision.mode(), overlay);
            assertFalse(decision.localDatabase(), overlay);
        }
    }

    @Test
    void everyAddressAnOverlaySetsIsNeeded() throws IOException {
        List<String> needed =
                List.of(
                        "QUARKUS_DATASOURCE_JDBC_URL",
                        "QUARKUS_MAILER_HOST",
                        "QUARKUS_MAILER_FROM",
                        "ALMONER_ACCESS_STAFF_ISSUER",
                        "ALMONER_ACCESS_STAFF_JWKS",
                        "ALMONER_CATALOGUE_DIRECTORY",
                        "ALMONER_PUBLIC_URL",
                        "ALMONER_PORTAL_URL");
        for (String name : needed) {
            Map<String, String> lacking =
                    new HashMap<>(KubernetesManifests.environment("production"));
            assertTrue(lacking.remove(name) != null, name + " is not set");
            assertEquals(1, decide(lacking).refusals().size(), name);
        }
    }

    @Test
    void aPortalThatIsNotEncryptedIsRefusedInBothModes() throws IOException {
        Map<String, String> production =
                new HashMap<>(KubernetesManifests.environment("production"));
        production.put("ALMONER_PORTAL_URL", "http://www.example.org/portal");
        for (Map<String, String> settings :
                List.of(
                        production,
                        Map.of("ALMONER_PORTAL_URL", "http://www.example.org/{locale}/portal"))) {
            List<String> refusals = decide(settings).refusals();
            assertEquals(1, refusals.size(), refusals::toString);
            assertTrue(refusals.get(0).contains("almoner.portal.url"), refusals::toString);
        }
        assertEquals(
                List.of(),
                decide(Map.of("ALMONER_PORTAL_URL", "https://www.example.org/{locale}/portal"))
                        .refusals());
    }

    @Test
    void logsAreJsonAndBothPortsAreOpenedBeyondLoopback() throws IOException {
        SmallRyeConfig config = config(KubernetesManifests.environment("production"));
        assertTrue(config.getValue("quarkus.log.console.json.enabled", Boolean.class));
        assertEquals("0.0.0.0", config.getValue("quarkus.http.host", String.class));
        assertEquals("0.0.0.0", config.getValue("quarkus.management.host", String.class));
        assertEquals("REQUIRED", config.getValue("quarkus.mailer.start-tls", String.class));
    }

    private static LaunchDecision decide(Map<String, String> environment) {
        return LaunchDecision.of(Surroundings.from(config(environment)));
    }

    private static SmallRyeConfig config(Map<String, String> environment) {
        return new SmallRyeConfigBuilder()
                .withSources(new EnvConfigSource(environment, 300))
                .build();
    }
}
