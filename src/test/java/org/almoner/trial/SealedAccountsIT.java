package org.almoner.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Account numbers that can be recognised are given, and then looked for in every byte that the
 * service and its database leave on the disk, and in what it hands out; meanwhile the key that
 * seals them is changed as the runbook says, instance by instance, while gifts go on (F15, PR-2).
 *
 * <p>100 accounts before the change, or as many as the system property {@code
 * almoner.trial.accounts} says.
 */
@Tag("long")
class SealedAccountsIT {

    private static final int ACCOUNTS = Integer.getInteger("almoner.trial.accounts", 100);
    private static final int CALLS_PER_SECOND = Integer.getInteger("almoner.trial.rate", 20);
    private static final String BANK = "37040044";

    /** The first digits of every account that is given here. */
    private static final String MARK = "7315";

    private static final List<String> KINDS =
            List.of("GIFTS", "JOURNAL", "STATEMENT_REGISTER", "CONSENTS");

    private final AtomicInteger accounts = new AtomicInteger();
    private final SecureRandom random = new SecureRandom();
    private final Map<String, String> keys =
            Map.of("2026", key(), "2027", key(), "fingerprints", key());

    @Test
    void noAccountNumberCanBeReadAnywhereAndTheKeyIsChangedWhileGiftsGoOn() throws Exception {
        try (Cluster cluster = Cluster.start()) {
            Path ring = cluster.directory().resolve("ring.keys");
            write(ring, "2026", "2026");
            List<Node> nodes = cluster.launchTwo(settings(ring));
            WizardClient client = new WizardClient(cluster::anyNode);
            for (int i = 0; i < ACCOUNTS; i++) {
                give(client);
            }
            assertEquals(ACCOUNTS, mandates(cluster, "2026"), "mandates under the first key");
            SteadyLoad load = changeKey(cluster, nodes, ring);
            assertEquals(List.of(), load.wrong(), "requests that failed");
            assertTrue(load.completed().size() > 20, "gifts while the key was changed");
            new StaffClient(nodes.get(0)).assertAllInvariantsHold();
            assertNothingIsReadable(cluster, nodes, load);
            nodes.forEach(Node::assertNothingPersonalInLog);
            cluster.passed();
        }
    }

    private static Map<String, String> settings(Path ring) {
        return Map.of(
                "almoner.sepa.enabled", "true",
                "almoner.strongbox.keys", ring.toString(),
                "almoner.strongbox.seal-anew-every", "1S");
    }

    private void give(WizardClient client) {
        Answer answer = client.complete(client.prepareDebit(nextAccount()), WizardClient.newKey());
        assertEquals(201, answer.status(), answer::toString);
    }

    /** As the runbook has it: known everywhere, then used everywhere, then the old one goes. */
    private SteadyLoad changeKey(Cluster cluster, List<Node> nodes, Path ring) {
        SteadyLoad load =
                SteadyLoad.start(
                        cluster, CALLS_PER_SECOND, client -> client.prepareDebit(nextAccount()));
        try (load) {
            load.run(Duration.ofSeconds(2));
            write(ring, "2026", "2026", "2027");
            nodes.forEach(cluster::restart);
            write(ring, "2027", "2026", "2027");
            nodes.forEach(cluster::restart);
            Eventually.equals(0L, Duration.ofSeconds(60), () -> under(cluster, "2026"));
            write(ring, "2027", "2027");
            nodes.forEach(cluster::restart);
            load.run(Duration.ofSeconds(2));
        }
        return load;
    }

    private static long mandates(Cluster cluster, String key) {
        return cluster.database()
                .count("SELECT count(*) FROM sepa_mandate WHERE account LIKE 'v1:" + key + ":%'");
    }

    private static long under(Cluster cluster, String key) {
        return mandates(cluster, key)
                + cluster.database()
                        .count(
                                "SELECT count(*) FROM gift_draft WHERE account LIKE 'v1:"
                                        + key
                                        + ":%'");
    }

    private void assertNothingIsReadable(Cluster cluster, List<Node> nodes, SteadyLoad load)
            throws Exception {
        cluster.database().run("CHECKPOINT");
        Search search = new Search(cluster.directory());
        assertEquals(List.of(), search.hits(), "files in which an account number can be read");
        List<String> exports = exports(nodes.get(0));
        for (String export : exports) {
            assertTrue(!Search.isIn(export), "an account number in an export");
        }
        // The search itself: a number that lies open is found in the table, and in the log before
        // it.
        cluster.database()
                .run("CREATE TABLE careless AS SELECT '" + nextAccount() + "'::text AS account");
        cluster.database().run("CHECKPOINT");
        assertTrue(
                search.hits().stream().anyMatch(it -> it.contains("pg_wal"))
                        && search.hits().stream().anyMatch(it -> it.contains("/base/")),
                "a number that was planted was not found");
        Trial.say(
                "F15: %d accounts, %d of them while the key was changed by six restarts (answers"
                        + " %s); none readable in %d files of %d MB nor in %d exports; the planted"
                        + " one found",
                accounts.get(),
                load.completed().size(),
                load.statuses(),
                search.files(),
                search.bytes() / 1_000_000,
                exports.size());
    }

    private static List<String> exports(Node node) {
        StaffClient staff = new StaffClient(node);
        LocalDate today = LocalDate.now(ZoneId.of("Europe/Berlin"));
        List<String> files = new ArrayList<>();
        for (String kind : KINDS) {
            String path = "/v1/staff/exports/" + staff.startExport(kind, "DE", today);
            Eventually.equals(
                    "DONE", Duration.ofSeconds(60), () -> staff.get("finance", path).text("state"));
            files.add(staff.get("finance", path + "/file").body());
        }
        return files;
    }

    /** A German account number with the right check digits. */
    private String nextAccount() {
        String number =
                BANK + MARK + String.format(Locale.ROOT, "%06d", accounts.incrementAndGet());
        BigInteger checked = new BigInteger(number + "131400");
        int check = 98 - checked.mod(BigInteger.valueOf(97)).intValue();
        return "DE" + String.format(Locale.ROOT, "%02d", check) + number;
    }

    private String key() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    private void write(Path ring, String active, String... names) {
        StringBuilder lines = new StringBuilder("active = " + active + "\n");
        for (String name : names) {
            lines.append("key.").append(name).append(" = ").append(keys.get(name)).append('\n');
        }
        lines.append("fingerprints = ").append(keys.get("fingerprints")).append('\n');
        try {
            Files.writeString(ring, lines);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Looks for account numbers in all files below a directory, as written and in groups. */
    private static final class Search {

        private static final List<String> MARKS = List.of(BANK + MARK, "0044 " + MARK, "3704 0044");

        private final Path directory;
        private long bytes;
        private int files;

        Search(Path directory) {
            this.directory = directory;
        }

        static boolean isIn(String text) {
            return MARKS.stream().anyMatch(text::contains);
        }

        /** Names of the files in which one stands. */
        List<String> hits() throws IOException {
            List<String> found = new ArrayList<>();
            bytes = 0;
            files = 0;
            try (Stream<Path> all = Files.walk(directory)) {
                for (Path file : all.filter(Files::isRegularFile).toList()) {
                    byte[] content = Files.readAllBytes(file);
                    files++;
                    bytes += content.length;
                    if (isIn(new String(content, StandardCharsets.ISO_8859_1))) {
                        found.add(directory.relativize(file).toString());
                    }
                }
            }
            return found;
        }

        int files() {
            return files;
        }

        long bytes() {
            return bytes;
        }
    }
}
