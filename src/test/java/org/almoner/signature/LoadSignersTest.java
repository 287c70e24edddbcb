package org.almoner.signature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.almoner.TestDatabase;
import org.almoner.office.Office;
import org.almoner.office.OfficeCode;
import org.almoner.office.Offices;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A key that cannot be used ends the start, and the operator is told which and why. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class LoadSignersTest {

    private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");

    @Inject LoadSigners load;
    @Inject DocumentSigners signers;
    @Inject SignerCertificates certificates;
    @Inject Offices offices;

    @TempDir Path directory;

    /** As it stands in the configuration. */
    private record Configured(
            String keystore, Optional<String> password, Optional<String> passwordFile)
            implements SignatureConfig.KeyStoreFile {

        static Configured of(Path file) {
            return new Configured(
                    file.toString(), Optional.of(TestKeys.PASSWORD), Optional.empty());
        }
    }

    private String refusal(Path file) {
        return refusal(Map.of("CA", Configured.of(file)));
    }

    private String refusal(Map<String, SignatureConfig.KeyStoreFile> files) {
        String message =
                assertThrows(IllegalStateException.class, () -> load.configured(files, NOW))
                        .getMessage();
        assertFalse(message.contains(TestKeys.PASSWORD), message);
        return message;
    }

    @Test
    void a_file_is_read_with_a_password_from_either_place_and_the_office_in_any_case()
            throws IOException {
        Path file = TestKeys.ellipticCurve().file(directory);
        Path password = Files.writeString(directory.resolve("password"), TestKeys.PASSWORD + "\n");
        var fromFile =
                new Configured(file.toString(), Optional.empty(), Optional.of(password.toString()));
        OfficeCode canada = new OfficeCode("CA");
        DocumentSigner one = load.configured(Map.of("ca", fromFile), NOW).get(canada);
        DocumentSigner two = load.configured(Map.of("CA", Configured.of(file)), NOW).get(canada);
        assertEquals(one.certificate(), two.certificate());
        assertEquals(
                "C=CA,O=Example Relief,CN=Example Relief Documents", one.certificate().subject());
        assertEquals(TestKeys.UNTIL, one.certificate().validUntil());
        assertEquals(95, one.certificate().fingerprint().length());
    }

    @Test
    void keys_of_all_sizes_that_readers_take_sign() {
        for (TestKeys key :
                new TestKeys[] {
                    TestKeys.of("RSA", 2048),
                    TestKeys.of("RSA", 3072),
                    TestKeys.of("EC", 384),
                    TestKeys.of("EC", 521),
                    TestKeys.ellipticCurve().usable(KeyUsage.digitalSignature),
                    TestKeys.ellipticCurve().usable(0)
                }) {
            assertTrue(key.signer().room() > 800);
        }
    }

    @Nested
    class Refused {

        @Test
        void another_password() {
            Path file = TestKeys.ellipticCurve().file(directory);
            var other =
                    new Configured(file.toString(), Optional.of("wrong battery"), Optional.empty());
            String message = refusal(Map.of("CA", other));
            assertTrue(
                    message.contains("office CA, " + file + ": the password does not open it"),
                    message);
            assertFalse(message.contains("wrong battery"), message);
        }

        @Test
        void no_password() {
            String file = TestKeys.ellipticCurve().file(directory).toString();
            var none = new Configured(file, Optional.empty(), Optional.empty());
            assertTrue(refusal(Map.of("CA", none)).contains("neither password nor password-file"));
            var lost = new Configured(file, Optional.empty(), Optional.of(file + ".lost"));
            assertTrue(refusal(Map.of("CA", lost)).contains("password-file cannot be read"));
        }

        @Test
        void a_file_that_is_missing_or_something_else() throws IOException {
            assertTrue(refusal(directory.resolve("none.p12")).contains("it cannot be read"));
            Path other = Files.writeString(directory.resolve("other.p12"), "not a key");
            assertTrue(refusal(other).contains("no PKCS#12 file"));
        }

        @Test
        void a_file_without_a_private_key_or_with_two() {
            TestKeys key = TestKeys.ellipticCurve();
            Path none =
                    TestKeys.file(
                            directory, store -> store.setCertificateEntry("it", key.certificate()));
            assertTrue(refusal(none).contains("holds 0 private keys"));
            Path two =
                    TestKeys.file(
                            directory,
                            store -> {
                                key.entry(store, "one", key.certificate());
                                key.entry(store, "two", key.certificate());
                            });
            assertTrue(refusal(two).contains("holds 2 private keys"));
        }

        @Test
        void a_certificate_that_has_ended_or_has_not_begun() {
            TestKeys ended =
                    TestKeys.ellipticCurve()
                            .valid(TestKeys.FROM, Instant.parse("2026-11-26T09:59:59Z"));
            assertTrue(refusal(ended.file(directory)).contains("ended at 2026-11-26T09:59:59Z"));
            TestKeys early =
                    TestKeys.ellipticCurve()
                            .valid(Instant.parse("2026-11-26T10:00:01Z"), TestKeys.UNTIL);
            assertTrue(
                    refusal(early.file(directory))
                            .contains("not valid before 2026-11-26T10:00:01Z"));
        }

        @Test
        void a_certificate_for_other_uses() {
            TestKeys key = TestKeys.ellipticCurve().usable(KeyUsage.keyEncipherment);
            assertTrue(
                    refusal(key.file(directory))
                            .contains("neither digitalSignature nor nonRepudiation"));
        }

        @Test
        void a_key_that_is_too_small() {
            assertTrue(
                    refusal(TestKeys.of("RSA", 1024).file(directory))
                            .contains("RSA of at least 2048 bits"));
        }

        @Test
        void a_key_with_the_certificate_of_another() {
            TestKeys key = TestKeys.ellipticCurve();
            Path file =
                    TestKeys.file(
                            directory,
                            store ->
                                    key.entry(store, "it", TestKeys.ellipticCurve().certificate()));
            assertTrue(refusal(file).contains("does not belong to the certificate"));
        }

        @Test
        void all_at_once_an_unknown_office_and_one_certificate_for_two() {
            Path file = TestKeys.ellipticCurve().file(directory);
            String message =
                    refusal(
                            Map.of(
                                    "CA", Configured.of(file),
                                    "US", Configured.of(file),
                                    "XX", Configured.of(file)));
            assertTrue(message.contains("office US, ") && message.contains("of office CA"));
            assertTrue(message.contains("office XX, ") && message.contains("no such office"));
        }
    }

    @Test
    void in_the_sandbox_each_office_has_a_key_to_play_with_that_stays(@TempDir Path data) {
        for (Office office : offices.all()) {
            DocumentSigner signer = signers.of(office.code()).orElseThrow();
            assertTrue(signer.certificate().subject().contains("Sandbox"));
            assertTrue(
                    certificates.of(office.code(), 100).contains(signer.certificate()),
                    "remembered for whoever compares");
        }
        Office office = offices.all().get(0);
        SignerCertificate first = new PlayKeys(data.toString()).of(office).certificate();
        assertEquals(first, new PlayKeys(data.toString()).of(office).certificate());
    }

    @Test
    void a_file_to_play_with_is_its_owners_alone(@TempDir Path data) throws IOException {
        Office office = offices.all().get(0);
        new PlayKeys(data.toString()).of(office);
        for (String name : new String[] {"signing.password", "signing-" + office.code() + ".p12"}) {
            assertEquals(
                    "rw-------",
                    java.nio.file.attribute.PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(data.resolve("keys").resolve(name))));
        }
    }
}
