package org.almoner;

import static org.almoner.KubernetesManifests.ROOT;
import static org.almoner.KubernetesManifests.at;
import static org.almoner.KubernetesManifests.container;
import static org.almoner.KubernetesManifests.documents;
import static org.almoner.KubernetesManifests.files;
import static org.almoner.KubernetesManifests.list;
import static org.almoner.KubernetesManifests.map;
import static org.almoner.KubernetesManifests.object;
import static org.almoner.KubernetesManifests.read;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.error.YAMLException;

class KubernetesManifestsTest {

    private static final Path BASE = ROOT.resolve("base");

    @Nested
    class EveryManifest {

        @Test
        void isStrictYamlAndSaysWhatItIs() throws IOException {
            for (Path file : files()) {
                assertFalse(documents(file).isEmpty(), file + " is empty");
                for (Map<String, Object> document : documents(file)) {
                    assertNotNull(document.get("apiVersion"), file + " lacks apiVersion");
                    assertNotNull(document.get("kind"), file + " lacks kind");
                }
            }
        }

        @Test
        void isReadSoStrictlyThatADoubleKeyIsAnError(@TempDir Path directory) throws IOException {
            Path file = Files.writeString(directory.resolve("double.yaml"), "kind: A\nkind: B\n");
            assertThrows(YAMLException.class, () -> documents(file));
        }

        @Test
        void isReferencedAndEveryReferenceExists() throws IOException {
            Set<Path> referenced = new HashSet<>();
            List<Path> kustomizations =
                    files().stream().filter(file -> file.endsWith("kustomization.yaml")).toList();
            for (Path kustomization : kustomizations) {
                for (Path target : references(kustomization)) {
                    Path place =
                            Files.isDirectory(target)
                                    ? target.resolve("kustomization.yaml")
                                    : target;
                    assertTrue(Files.exists(place), kustomization + " names missing " + target);
                    referenced.add(place);
                }
            }
            for (Path file : files()) {
                boolean entry = file.endsWith("kustomization.yaml");
                assertTrue(entry || referenced.contains(file), file + " is used by nobody");
            }
        }

        @Test
        void holdsNoSecretAndNoRegistryHost() throws IOException {
            for (Path file : files()) {
                for (Map<String, Object> document : documents(file)) {
                    assertFalse("Secret".equals(document.get("kind")), file + " holds a secret");
                }
                for (String image : images(file)) {
                    assertTrue(isRelative(image), file + ": " + image + " names a registry");
                }
            }
            for (String line : Files.readAllLines(Path.of("Containerfile"))) {
                if (line.startsWith("ARG RUNTIME=")) {
                    assertTrue(isRelative(line.substring("ARG RUNTIME=".length())), line);
                }
                assertFalse(line.matches("FROM [^$].*"), "The runtime image is an argument");
            }
        }

        @Test
        void ofAnOverlayHasItsOwnNamespaceWithTheRestrictedPodStandard() throws IOException {
            for (String overlay : List.of("staging", "production")) {
                Path place = ROOT.resolve("overlays").resolve(overlay);
                String name = "almoner-" + overlay;
                assertEquals(
                        name,
                        at(documents(place.resolve("kustomization.yaml")).get(0), "namespace"));
                assertEquals(
                        "restricted",
                        map(at(object(place, "Namespace", name), "metadata", "labels"))
                                .get("pod-security.kubernetes.io/enforce"));
            }
        }

        private static List<Path> references(Path kustomization) throws IOException {
            Map<String, Object> content = documents(kustomization).get(0);
            List<Path> targets = new ArrayList<>();
            for (String key : List.of("resources", "components")) {
                list(content.get(key)).forEach(name -> targets.add(resolve(kustomization, name)));
            }
            for (Object patch : list(content.get("patches"))) {
                targets.add(resolve(kustomization, at(patch, "path")));
            }
            return targets;
        }

        private static Path resolve(Path kustomization, Object name) {
            return kustomization.resolveSibling((String) name).normalize();
        }

        private static List<String> images(Path file) throws IOException {
            return Stream.of(read(file).split("\n"))
                    .map(String::strip)
                    .filter(line -> line.matches("-? ?(image|imageName|newName): .*"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .toList();
        }

        /** A first part with a dot, a port or the word localhost would be a host. */
        private static boolean isRelative(String image) {
            String first = image.contains("/") ? image.substring(0, image.indexOf('/')) : "";
            return !first.contains(".") && !first.contains(":") && !first.equals("localhost");
        }
    }

    @Nested
    class TheDeployment {

        private final Map<String, Object> deployment = read("Deployment");
        private final Map<String, Object> pod = map(at(deployment, "spec", "template", "spec"));
        private final Map<String, Object> container = container(deployment);

        @Test
        void runsWithoutRootWithoutRightsAndWithoutAToken() {
            assertEquals(true, at(pod, "securityContext", "runAsNonRoot"));
            assertTrue((Integer) at(pod, "securityContext", "runAsUser") > 9999);
            assertEquals("RuntimeDefault", at(pod, "securityContext", "seccompProfile", "type"));
            assertEquals(false, pod.get("automountServiceAccountToken"));
            assertEquals(false, read("ServiceAccount").get("automountServiceAccountToken"));
            assertEquals(false, at(container, "securityContext", "allowPrivilegeEscalation"));
            assertEquals(true, at(container, "securityContext", "readOnlyRootFilesystem"));
            assertEquals(List.of("ALL"), at(container, "securityContext", "capabilities", "drop"));
            assertNull(at(container, "securityContext", "privileged"));
            assertNull(pod.get("hostNetwork"));
        }

        @Test
        void writesOnlyToTmp() {
            for (Object mount : list(container.get("volumeMounts"))) {
                boolean tmp = "/tmp".equals(at(mount, "mountPath"));
                assertTrue(tmp || Boolean.TRUE.equals(at(mount, "readOnly")), mount::toString);
            }
            assertTrue(
                    list(pod.get("volumes")).stream()
                            .filter(volume -> "tmp".equals(at(volume, "name")))
                            .allMatch(volume -> at(volume, "emptyDir") != null));
        }

        @Test
        void doesNotGetThePrivateKeyOfTheDatabaseAuthority() {
            Object items =
                    list(pod.get("volumes")).stream()
                            .filter(volume -> "database-ca".equals(at(volume, "name")))
                            .map(volume -> at(volume, "secret", "items"))
                            .findFirst()
                            .orElseThrow();
            assertEquals(List.of(Map.of("key", "ca.crt", "path", "ca.crt")), items);
        }

        @Test
        void isAskedForItsHealthOnTheManagementPort() {
            Map<String, String> paths =
                    Map.of(
                            "startupProbe", "/q/health/started",
                            "livenessProbe", "/q/health/live",
                            "readinessProbe", "/q/health/ready");
            paths.forEach(
                    (probe, path) -> {
                        assertEquals("management", at(container, probe, "httpGet", "port"));
                        assertEquals(path, at(container, probe, "httpGet", "path"));
                    });
            assertTrue(
                    list(container.get("ports"))
                            .contains(Map.of("name", "management", "containerPort", 9000)));
        }

        @Test
        void noticesALostDatabaseWithinFiveSeconds() {
            int period = (Integer) at(container, "readinessProbe", "periodSeconds");
            int failures = (Integer) at(container, "readinessProbe", "failureThreshold");
            assertTrue(period * failures <= 5, "EO-22: readiness goes down within 5 s");
        }

        @Test
        void hasTimeToFinishWhatItHasBegun() throws IOException {
            int preStop = (Integer) at(container, "lifecycle", "preStop", "sleep", "seconds");
            int grace = (Integer) pod.get("terminationGracePeriodSeconds");
            assertTrue(preStop > 0);
            assertTrue(grace > preStop + shutdownTimeout().toSeconds(), "killed too early");
        }

        @Test
        void isBoundedAndSpreadAndUpdatedWithoutAGap() {
            for (String kind : List.of("requests", "limits")) {
                assertNotNull(at(container, "resources", kind, "cpu"));
                assertNotNull(at(container, "resources", kind, "memory"));
            }
            assertEquals(3, at(deployment, "spec", "replicas"));
            assertEquals(0, at(deployment, "spec", "strategy", "rollingUpdate", "maxUnavailable"));
            assertFalse(list(pod.get("topologySpreadConstraints")).isEmpty());
            assertEquals(1, at(read("PodDisruptionBudget"), "spec", "maxUnavailable"));
        }

        @Test
        void takesEverySecretFromASecretObject() {
            for (Object variable : list(container.get("env"))) {
                assertNull(at(variable, "value"), "a plain value belongs into the settings");
                assertNotNull(at(variable, "valueFrom", "secretKeyRef", "name"));
                assertNotNull(at(variable, "valueFrom", "secretKeyRef", "key"));
            }
        }

        @Test
        void isReachedThroughTheServiceOnItsPublicPortOnly() {
            Map<String, Object> service = read("Service");
            Object labels = at(deployment, "spec", "template", "metadata", "labels");
            assertEquals(labels, at(service, "spec", "selector"));
            assertEquals(labels, at(deployment, "spec", "selector", "matchLabels"));
            List<Object> ports = list(at(service, "spec", "ports"));
            assertEquals(1, ports.size());
            assertEquals("http", at(ports.get(0), "targetPort"));
        }

        private static Map<String, Object> read(String kind) {
            try {
                return object(BASE, kind, "almoner");
            } catch (IOException failure) {
                throw new AssertionError(failure);
            }
        }

        private static Duration shutdownTimeout() throws IOException {
            Properties properties = new Properties();
            try (InputStream file =
                    Files.newInputStream(Path.of("src/main/resources/application.properties"))) {
                properties.load(file);
            }
            return Duration.parse("PT" + properties.getProperty("quarkus.shutdown.timeout"));
        }
    }

    @Nested
    class TheNetwork {

        @Test
        void isClosedUnlessAPolicyOpensIt() throws IOException {
            Map<String, Object> closed = object(BASE, "NetworkPolicy", "default-deny");
            assertEquals(Map.of(), at(closed, "spec", "podSelector"));
            assertEquals(List.of("Ingress", "Egress"), at(closed, "spec", "policyTypes"));
            assertNull(at(closed, "spec", "ingress"));
            assertNull(at(closed, "spec", "egress"));
        }

        @Test
        void letsInTheIngressAndTheMonitoringEachToItsPort() throws IOException {
            Map<String, Object> policy = object(BASE, "NetworkPolicy", "almoner");
            List<String> opened = new ArrayList<>();
            for (Object rule : list(at(policy, "spec", "ingress"))) {
                Object from = list(at(rule, "from")).get(0);
                Map<String, Object> labels = map(at(from, "namespaceSelector", "matchLabels"));
                opened.add(labels.get("kubernetes.io/metadata.name") + " " + ports(rule));
            }
            assertEquals(List.of("ingress [8080]", "monitoring [9000]"), opened);
        }

        @Test
        void letsOutNamesDatabaseMailAndProviders() throws IOException {
            Map<String, Object> policy = object(BASE, "NetworkPolicy", "almoner");
            List<List<Object>> opened = new ArrayList<>();
            list(at(policy, "spec", "egress")).forEach(rule -> opened.add(ports(rule)));
            assertEquals(
                    List.of(
                            List.<Object>of(53, 53),
                            List.<Object>of(5432),
                            List.<Object>of(587, 465),
                            List.<Object>of(443)),
                    opened);
        }

        @Test
        void keepsProviderCallsAwayFromPrivateAddresses() throws IOException {
            Map<String, Object> policy = object(BASE, "NetworkPolicy", "almoner");
            Object providers = list(at(policy, "spec", "egress")).get(3);
            Object except = at(list(at(providers, "to")).get(0), "ipBlock", "except");
            assertTrue(
                    list(except)
                            .containsAll(
                                    List.of(
                                            "10.0.0.0/8",
                                            "169.254.0.0/16",
                                            "172.16.0.0/12",
                                            "192.168.0.0/16")));
        }

        private static List<Object> ports(Object rule) {
            return list(at(rule, "ports")).stream().map(port -> at(port, "port")).toList();
        }
    }

    @Nested
    class TheDatabase {

        @Test
        void answersACommitOnlyWhenASecondInstanceHasIt() throws IOException {
            Map<String, Object> cluster = object(BASE, "Cluster", "almoner-database");
            Map<String, Object> synchronous = map(at(cluster, "spec", "postgresql", "synchronous"));
            assertEquals("any", synchronous.get("method"));
            assertEquals(1, synchronous.get("number"));
            assertEquals("required", synchronous.get("dataDurability"));
            assertEquals(3, at(cluster, "spec", "instances"));
            assertEquals(
                    "on", at(cluster, "spec", "postgresql", "parameters", "synchronous_commit"));
        }

        @Test
        void isBackedUpInProduction() throws IOException {
            Path place = ROOT.resolve("overlays/production");
            Map<String, Object> cluster = object(place, "Cluster", "almoner-database");
            Object plugin = list(at(cluster, "spec", "plugins")).get(0);
            assertEquals("almoner-database-backups", at(plugin, "parameters", "barmanObjectName"));
            assertEquals(true, at(plugin, "isWALArchiver"));
            Map<String, Object> nightly =
                    object(place, "ScheduledBackup", "almoner-database-nightly");
            assertEquals("almoner-database", at(nightly, "spec", "cluster", "name"));
        }

        @Test
        void isReachedWithItsCertificateChecked() throws IOException {
            String url =
                    KubernetesManifests.environment("production")
                            .get("QUARKUS_DATASOURCE_JDBC_URL");
            assertTrue(url.startsWith("jdbc:postgresql://almoner-database-rw:"), url);
            assertTrue(url.contains("sslmode=verify-full"), url);
        }
    }
}
