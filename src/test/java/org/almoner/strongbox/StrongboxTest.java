package org.almoner.strongbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.almoner.mode.Modes;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrongboxTest {

    private static final String IBAN = "DE91100000000123456789";
    private static final UUID ROW = UUID.fromString("01a20b6b-0000-7000-8000-000000000001");
    private static final UUID OTHER_ROW = UUID.fromString("01a20b6b-0000-7000-8000-000000000002");
    private static final Compartment PLACE = new Compartment("mandate", "account", ROW);

    @TempDir static Path directory;

    private Strongbox strongbox(String... keyIds) {
        return Rings.strongbox(directory, keyIds);
    }

    @Nested
    class ASealedValue {

        private final Strongbox strongbox = strongbox("a");
        private final String sealed = strongbox.seal(PLACE, IBAN);

        @Test
        void opensInItsPlace() {
            assertEquals(IBAN, strongbox.open(PLACE, sealed));
        }

        @Test
        void saysVersionKeyNonceAndCiphertextWithTag() {
            String[] parts = sealed.split(":");
            assertEquals("v1", parts[0]);
            assertEquals("a", parts[1]);
            assertEquals(12, Base64.getUrlDecoder().decode(parts[2]).length);
            assertEquals(IBAN.length() + 16, Base64.getUrlDecoder().decode(parts[3]).length);
            assertFalse(sealed.contains("123456789"));
        }

        @Test
        void isDifferentEachTime() {
            assertNotEquals(sealed, strongbox.seal(PLACE, IBAN));
        }

        @Test
        void opensNowhereElse() {
            for (Compartment elsewhere :
                    new Compartment[] {
                        new Compartment("mandate", "account", OTHER_ROW),
                        new Compartment("mandate", "holder", ROW),
                        new Compartment("gift_draft", "account", ROW)
                    }) {
                assertThrows(CannotOpen.class, () -> strongbox.open(elsewhere, sealed));
            }
        }

        @Test
        void doesNotOpenWithAnyOneBitChanged() {
            int ciphertext = sealed.lastIndexOf(':') + 1;
            byte[] bytes = Base64.getUrlDecoder().decode(sealed.substring(ciphertext));
            for (int bit = 0; bit < bytes.length * 8; bit++) {
                byte[] changed = bytes.clone();
                changed[bit / 8] ^= (byte) (1 << bit % 8);
                String text =
                        sealed.substring(0, ciphertext)
                                + Base64.getUrlEncoder().withoutPadding().encodeToString(changed);
                assertThrows(CannotOpen.class, () -> strongbox.open(PLACE, text));
            }
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "DE91100000000123456789",
                    "v2:a:AAAAAAAAAAAAAAAA:AAAAAAAAAAAAAAAAAAAAAA",
                    "v1:a:AAAAAAAAAAAAAAAA:AAAAAAAAAAAAAAAAAAAAAA",
                    "v1:a:AAAAAAAAAAAAAAA:AAAAAAAAAAAAAAAAAAAAAAA",
                    "v1:a:AAAAAAAAAAAAAAAA:AAAAAAAAAAAAAAAAAAAAA",
                    "v1:a::"
                })
        void isNothingThatOnlyLooksLikeOne(String text) {
            CannotOpen refusal = assertThrows(CannotOpen.class, () -> strongbox.open(PLACE, text));
            assertFalse(refusal.getMessage().contains("DE91"));
        }
    }

    @Nested
    class AChangeOfKeys {

        private final String old = strongbox("a").seal(PLACE, IBAN);

        @Test
        void leavesOldValuesReadable() {
            assertEquals(IBAN, strongbox("b", "a").open(PLACE, old));
            assertTrue(strongbox("b", "a").seal(PLACE, IBAN).startsWith("v1:b:"));
        }

        @Test
        void makesThemUnreadableOnceTheOldKeyIsGone() {
            CannotOpen refusal =
                    assertThrows(CannotOpen.class, () -> strongbox("b").open(PLACE, old));
            assertEquals("The key is not on the ring", refusal.getMessage());
        }

        @Test
        void isNoticedWhenAnotherKeyHasTheSameName() {
            String foreign = old.replace("v1:a:", "v1:b:");
            assertThrows(CannotOpen.class, () -> strongbox("b", "a").open(PLACE, foreign));
        }
    }

    @Nested
    class AFingerprint {

        @Test
        void isTheSameForTheSameNumberWhateverKeySeals() {
            assertEquals(strongbox("a").fingerprint(IBAN), strongbox("b").fingerprint(IBAN));
            assertTrue(strongbox("a").fingerprint(IBAN).matches("[0-9a-f]{64}"));
        }

        @Test
        void differsForAnotherNumber() {
            Strongbox strongbox = strongbox("a");
            assertNotEquals(
                    strongbox.fingerprint(IBAN), strongbox.fingerprint("NL13TEST0123456789"));
        }
    }

    @Nested
    class ARing {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "active = a",
                    "active = a\nkey.a = KEY",
                    "key.a = KEY\nfingerprints = OTHER",
                    "active = b\nkey.a = KEY\nfingerprints = OTHER",
                    "active = a\nkey.a = KEY\nfingerprints = KEY",
                    "active = a\nkey.a = KEY\nkey.b = KEY\nfingerprints = OTHER",
                    "active = a\nkey.a = KEY\nkey.a = OTHER\nfingerprints = THIRD",
                    "active = a\nkey.a = KEY\nkey.b: = THIRD\nfingerprints = OTHER",
                    "active = a\nkey.a = KEY\nnote = x\nfingerprints = OTHER",
                    "active = a\nkey.a = AAAA\nfingerprints = OTHER",
                    "active = a\nkey.a = {not base64}\nfingerprints = OTHER",
                    "active = a\nkey.a KEY\nfingerprints = OTHER"
                })
        void thatIsNotWholeIsRefusedWithoutTellingAKey(String pattern) {
            String text =
                    pattern.replace("KEY", Rings.key("1"))
                            .replace("OTHER", Rings.key("2"))
                            .replace("THIRD", Rings.key("3"));
            IllegalArgumentException refusal =
                    assertThrows(IllegalArgumentException.class, () -> KeyRing.parse(text));
            assertFalse(refusal.getMessage().contains(Rings.key("1").substring(0, 8)));
            assertFalse(refusal.getMessage().contains("{"));
        }
    }

    @Nested
    class TheKeyFile {

        @TempDir Path data;

        private Strongbox of(KeyFile file) {
            return new Strongbox(file);
        }

        @Test
        void isMadeOnceInTheSandboxForItsOwnerOnly() throws IOException {
            KeyFile file = new KeyFile(Modes.sandbox(), Optional.empty(), data.toString());
            String sealed = of(file).seal(PLACE, IBAN);
            assertEquals(IBAN, of(file).open(PLACE, sealed));
            Path made = data.resolve("keys").resolve("strongbox.keys");
            assertEquals(
                    "rw-------",
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(made)));
            try (Stream<Path> files = Files.list(made.getParent())) {
                assertEquals(1, files.count());
            }
        }

        @Test
        void isNeverMadeInProduction() {
            Strongbox empty =
                    of(new KeyFile(Modes.production(), Optional.empty(), data.toString()));
            assertFalse(empty.hasKeys());
            assertThrows(IllegalStateException.class, () -> empty.seal(PLACE, IBAN));
            assertThrows(IllegalStateException.class, () -> empty.fingerprint(IBAN));
            assertFalse(Files.exists(data.resolve("keys")));
        }

        @Test
        void thatIsNamedAndMissingOrDamagedEndsTheStart() throws IOException {
            Path missing = data.resolve("missing");
            assertThrows(
                    java.io.UncheckedIOException.class,
                    () ->
                            of(
                                    new KeyFile(
                                            Modes.sandbox(),
                                            Optional.of(missing.toString()),
                                            data.toString())));
            Path damaged = Files.writeString(data.resolve("damaged"), "active = a");
            IllegalStateException refusal =
                    assertThrows(
                            IllegalStateException.class,
                            () ->
                                    of(
                                            new KeyFile(
                                                    Modes.production(),
                                                    Optional.of(damaged.toString()),
                                                    data.toString())));
            assertTrue(refusal.getMessage().contains(damaged.toString()));
        }
    }
}
