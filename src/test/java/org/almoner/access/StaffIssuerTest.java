package org.almoner.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.almoner.mode.Modes;
import org.almoner.mode.RunMode;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.keys.EllipticCurves;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StaffIssuerTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final String ISSUER = "https://id.example.org/realms/staff";

    @TempDir Path data;

    private final InstantSource clock = () -> NOW;

    private LocalSigningKey localKey(RunMode mode) {
        return new LocalSigningKey(mode, data.toString());
    }

    private StaffIssuer issuer(StaffAccessConfig config, RunMode mode) {
        return new StaffIssuer(config, mode, localKey(mode), clock);
    }

    private Path published(PublicJsonWebKey key) throws IOException {
        key.setKeyId("k1");
        return Files.writeString(
                data.resolve("jwks.json"),
                new JsonWebKeySet(List.<JsonWebKey>of(key)).toJson(OutputControlLevel.PUBLIC_ONLY));
    }

    private static TokenForge forge(PublicJsonWebKey key) {
        return new TokenForge(key, ISSUER, NOW.getEpochSecond());
    }

    @Nested
    class AConfiguredProvider {

        @Test
        void isBelievedAndTheLocalIssuerIsNot() throws Exception {
            PublicJsonWebKey key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
            AccessSettings settings = AccessSettings.provider(ISSUER, published(key).toString());
            StaffIssuer issuer = issuer(settings, Modes.sandbox());
            assertFalse(issuer.isLocal());
            StaffPrincipal staff = issuer.verify(forge(key).genuine());
            assertEquals("attacker", staff.getSubject());
            assertEquals(Set.of("admin", "finance", "office"), staff.getGroups());
            TokenForge local =
                    new TokenForge(
                            localKey(Modes.sandbox()).pair(),
                            IssueSandboxToken.ISSUER,
                            NOW.getEpochSecond());
            assertThrows(TokenRefused.class, () -> issuer.verify(local.genuine()));
        }

        @Test
        void mayUseRsaAndNestedRolesWhenTheOperatorSaysSo() throws Exception {
            PublicJsonWebKey key = RsaJwkGenerator.generateJwk(2048);
            AccessSettings settings =
                    AccessSettings.provider(ISSUER, published(key).toString())
                            .taking("any", "realm_access/roles", "RS256", "PS256");
            String token =
                    forge(key)
                            .signed(
                                    nested(forge(key)),
                                    key,
                                    jws -> {
                                        jws.setAlgorithmHeaderValue("RS256");
                                        jws.setHeader("typ", "JWT");
                                    });
            StaffPrincipal staff = issuer(settings, Modes.production()).verify(token);
            assertEquals(Set.of("finance"), staff.getGroups());
        }

        private static org.jose4j.jwt.JwtClaims nested(TokenForge forge) {
            org.jose4j.jwt.JwtClaims claims = forge.claims();
            claims.unsetClaim("roles");
            claims.setClaim(
                    "realm_access", Map.of("roles", List.of("finance", "offline_access", "donor")));
            return claims;
        }

        @Test
        void isNotBelievedWithAnAlgorithmNobodyAllowed() throws Exception {
            PublicJsonWebKey key = RsaJwkGenerator.generateJwk(2048);
            AccessSettings settings = AccessSettings.provider(ISSUER, published(key).toString());
            String token =
                    forge(key)
                            .signed(
                                    forge(key).claims(),
                                    key,
                                    jws -> jws.setAlgorithmHeaderValue("RS256"));
            TokenRefused refused =
                    assertThrows(
                            TokenRefused.class,
                            () -> issuer(settings, Modes.production()).verify(token));
            assertEquals("algorithm", refused.getMessage());
        }

        @Test
        void withHalfOfItsSettingsStopsTheStart() {
            AccessSettings half =
                    new AccessSettings(
                            Optional.of(ISSUER),
                            Optional.empty(),
                            Set.of("ES256"),
                            "at+jwt",
                            "roles");
            assertThrows(IllegalStateException.class, () -> issuer(half, Modes.production()));
        }

        @Test
        void withSymmetricOrNoAlgorithmsStopsTheStart() {
            for (String bad : List.of("HS256", "none", "RS1")) {
                AccessSettings settings =
                        AccessSettings.provider(ISSUER, "keys.json").taking("any", "roles", bad);
                assertThrows(
                        IllegalArgumentException.class,
                        () -> issuer(settings, Modes.production()),
                        bad);
            }
        }
    }

    @Nested
    class PlacesOfKeys {

        @Test
        void plainHttpToAnotherMachineAndOtherSchemesStopTheStart() {
            for (String place :
                    List.of(
                            "http://id.example.org/keys",
                            "http://127.0.0.1.example.org/keys",
                            "http://localhost@id.example.org/keys",
                            "ftp://id.example.org/keys",
                            "jar:file:/x.jar!/keys")) {
                assertThrows(IllegalArgumentException.class, () -> PublishedKeys.at(place), place);
            }
        }

        @Test
        void aLoopbackAddressIsReadAndRedirectsAreNotFollowed() throws Exception {
            AtomicInteger followed = new AtomicInteger();
            HttpServer server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext(
                    "/keys",
                    exchange -> {
                        byte[] body = "{\"keys\":[]}".getBytes(StandardCharsets.UTF_8);
                        exchange.sendResponseHeaders(200, body.length);
                        exchange.getResponseBody().write(body);
                        exchange.close();
                    });
            server.createContext(
                    "/elsewhere",
                    exchange -> {
                        exchange.getResponseHeaders().add("Location", "/followed");
                        exchange.sendResponseHeaders(302, -1);
                        exchange.close();
                    });
            server.createContext(
                    "/followed",
                    exchange -> {
                        followed.incrementAndGet();
                        exchange.close();
                    });
            server.createContext(
                    "/endless",
                    exchange -> {
                        byte[] much = new byte[300 * 1024];
                        exchange.sendResponseHeaders(200, much.length);
                        exchange.getResponseBody().write(much);
                        exchange.close();
                    });
            server.start();
            try {
                String base = "http://127.0.0.1:" + server.getAddress().getPort();
                assertEquals("{\"keys\":[]}", PublishedKeys.at(base + "/keys").load());
                KeySource redirected = PublishedKeys.at(base + "/elsewhere");
                assertThrows(IOException.class, redirected::load);
                assertEquals(0, followed.get());
                KeySource endless = PublishedKeys.at(base + "/endless");
                assertThrows(IOException.class, endless::load);
            } finally {
                server.stop(0);
            }
        }
    }

    @Nested
    class TheLocalIssuer {

        @Test
        void doesNotExistInProduction() {
            StaffIssuer issuer = issuer(AccessSettings.shipped(), Modes.production());
            assertFalse(issuer.isLocal());
            TokenRefused refused = assertThrows(TokenRefused.class, () -> issuer.verify("a.b.c"));
            assertEquals("no-issuer", refused.getMessage());
            LocalSigningKey key = localKey(Modes.production());
            assertThrows(IllegalStateException.class, key::pair);
            assertFalse(Files.exists(data.resolve("keys")));
        }

        @Test
        void keepsItsKeyOverARestartReadableByTheOwnerOnly() throws Exception {
            String first = localKey(Modes.sandbox()).pair().getKeyId();
            assertEquals(first, localKey(Modes.sandbox()).pair().getKeyId());
            Path file = data.resolve("keys").resolve("staff-es256.json");
            assertEquals(
                    "rw-------",
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
            try (var files = Files.list(data.resolve("keys"))) {
                assertEquals(1, files.count());
            }
        }

        @Test
        void startedManyTimesAtOnceHasOneKey() throws Exception {
            ExecutorService starts = Executors.newFixedThreadPool(8);
            List<Callable<String>> all = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                all.add(() -> localKey(Modes.sandbox()).pair().getKeyId());
            }
            Set<String> ids = new java.util.HashSet<>();
            for (Future<String> id : starts.invokeAll(all)) {
                ids.add(id.get());
            }
            starts.shutdown();
            assertEquals(1, ids.size());
        }

        @Test
        void publishesNoPrivateKey() {
            String published = localKey(Modes.sandbox()).publicKeys();
            assertTrue(published.contains("\"x\""));
            assertFalse(published.contains("\"d\""));
        }
    }
}
