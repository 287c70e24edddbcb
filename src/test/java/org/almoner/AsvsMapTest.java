package org.almoner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Every requirement of the OWASP ASVS 5.0.0 that counts here is mapped in {@code docs/asvs.csv} to
 * tests or words that exist, or to the issue that will bring them; and every attack that {@code
 * docs/attacks.md} calls tried, is.
 */
class AsvsMapTest {

    private static final Path MAP = Path.of("docs", "asvs.csv");
    private static final Path ATTACKS = Path.of("docs", "attacks.md");
    private static final String HEADER = "id,level,what,where,note";

    /** Requirement and level. */
    private static final String REQUIRED =
            """
            1.2.1/1 1.2.4/1 1.3.6/2 1.3.7/2 1.3.11/2 1.4.2/2 1.5.1/1 1.5.2/2 2.2.1/1 2.2.2/1
            2.2.3/2 2.3.1/1 2.3.2/2 2.3.3/2 2.3.4/2 2.4.1/2 3.3.1/1 3.3.2/2 3.3.4/2 3.4.2/1
            3.4.3/2 3.4.4/2 3.5.1/1 3.5.2/1 3.5.3/1 3.7.2/2 4.1.1/1 4.1.3/2 4.2.1/2 5.2.1/1
            5.3.2/1 5.4.2/2 6.3.1/1 6.3.3/2 6.5.1/2 6.5.2/2 6.5.5/2 6.6.2/2 6.6.3/2 7.2.3/1
            7.2.4/1 7.3.1/2 7.3.2/2 7.4.1/1 7.4.2/1 7.5.1/2 8.2.1/1 8.2.2/1 8.2.3/2 9.1.1/1
            9.1.2/1 9.1.3/1 9.2.1/1 9.2.2/2 9.2.3/2 10.3.4/2 10.4.5/1 10.4.8/2 11.3.2/1 11.5.1/2
            12.3.1/2 13.2.4/2 13.3.1/2 13.4.5/2 14.2.1/1 14.2.4/2 14.3.2/2 15.2.2/2 15.2.3/2
            15.3.1/1 15.3.3/2 15.3.4/2 15.3.5/2 15.3.7/2 16.2.5/2 16.3.1/2 16.3.3/2 16.4.1/2
            16.4.2/2 16.5.1/2 16.5.2/2 16.5.3/2
            """;

    @Test
    void everyRequirementIsMappedToWhatExists() throws IOException {
        assertEquals(82, required().size());
        assertEquals(List.of(), faultsOfMap(Files.readAllLines(MAP)));
    }

    @Test
    void everyAttackThatIsCalledTriedIsTried() throws IOException {
        List<String> lines = Files.readAllLines(ATTACKS);
        assertEquals(List.of(), faultsOfAttacks(lines));
        assertTrue(lines.stream().filter(AsvsMapTest::isAttack).count() > 20, "a table");
    }

    private static Map<String, String> required() {
        Map<String, String> levels = new LinkedHashMap<>();
        for (String one : REQUIRED.strip().split("\\s+")) {
            levels.put(one.split("/")[0], one.split("/")[1]);
        }
        return levels;
    }

    private static List<String> faultsOfMap(List<String> lines) {
        List<String> faults = new ArrayList<>();
        Map<String, String> missing = required();
        if (lines.isEmpty() || !lines.get(0).equals(HEADER)) {
            faults.add("the first line is not " + HEADER);
        }
        for (String line : lines.subList(Math.min(1, lines.size()), lines.size())) {
            List<String> cells = cells(line);
            if (cells.size() != 5) {
                faults.add("not five cells: " + line);
                continue;
            }
            String level = missing.remove(cells.get(0));
            if (!cells.get(1).equals(level)) {
                faults.add("twice, of another level, or not in the list: " + line);
            }
            if (cells.get(2).isBlank() || cells.get(3).isBlank()) {
                faults.add("says nothing: " + line);
            }
            for (String where : cells.get(3).split("\\|", -1)) {
                fault(where, cells.get(4))
                        .ifPresent(fault -> faults.add(cells.get(0) + " " + fault));
            }
        }
        missing.keySet().forEach(id -> faults.add("missing: " + id));
        return faults;
    }

    private static List<String> faultsOfAttacks(List<String> lines) {
        List<String> faults = new ArrayList<>();
        lines.stream()
                .filter(AsvsMapTest::isAttack)
                .forEach(
                        line -> {
                            String[] cells = line.split("(?<!\\\\)\\|");
                            String tests = cells[cells.length - 1].strip().replace("`", "");
                            if (cells.length != 5
                                    || Arrays.stream(cells).skip(1).anyMatch(String::isBlank)) {
                                faults.add("not four cells: " + line);
                            }
                            for (String where : tests.split(",\\s*")) {
                                fault(where, "").ifPresent(faults::add);
                            }
                        });
        return faults;
    }

    private static boolean isAttack(String line) {
        return line.startsWith("| ") && !line.startsWith("| Attack");
    }

    /** What is wrong with one place; empty when it is there. */
    private static Optional<String> fault(String where, String note) {
        if (where.startsWith("later:")) {
            boolean isReasoned = where.matches("later:[1-9][0-9]*") && !note.isBlank();
            return isReasoned ? Optional.empty() : Optional.of("later without why: " + where);
        }
        int hash = where.indexOf('#');
        boolean isThere =
                hash > 0
                        && (where.substring(0, hash).endsWith(".md")
                                ? isHeading(where.substring(0, hash), where.substring(hash + 1))
                                : isTest(where.substring(0, hash), where.substring(hash + 1)));
        return isThere ? Optional.empty() : Optional.of("is not there: " + where);
    }

    private static boolean isTest(String type, String name) {
        try {
            Class<?> holder =
                    Class.forName("org.almoner." + type, false, AsvsMapTest.class.getClassLoader());
            return Stream.<Class<?>>iterate(
                            holder, it -> it != null && it != Object.class, Class::getSuperclass)
                    .flatMap(it -> Arrays.stream(it.getDeclaredMethods()))
                    .filter(method -> method.getName().equals(name))
                    .anyMatch(AsvsMapTest::isRun);
        } catch (ClassNotFoundException missing) {
            return false;
        }
    }

    private static boolean isRun(Method method) {
        return AnnotationSupport.isAnnotated(method, Testable.class)
                && !method.isAnnotationPresent(org.junit.jupiter.api.Disabled.class);
    }

    /** Whether a file has a heading that leads to the anchor, as GitHub makes them. */
    private static boolean isHeading(String file, String anchor) {
        try (Stream<String> lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith("#"))
                    .map(line -> line.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT))
                    .map(line -> line.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
                    .anyMatch(anchor::equals);
        } catch (IOException missing) {
            return false;
        }
    }

    /** The cells of one line of CSV, with quotes where a cell has commas. */
    private static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean isQuoted = false;
        for (int i = 0; i < line.length(); i++) {
            char letter = line.charAt(i);
            if (letter == '"' && isQuoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                cell.append('"');
                i++;
            } else if (letter == '"') {
                isQuoted = !isQuoted;
            } else if (letter == ',' && !isQuoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(letter);
            }
        }
        cells.add(cell.toString());
        return cells;
    }

    @Test
    void theDetectorsFire() throws IOException {
        List<String> good = Files.readAllLines(MAP);
        for (int i = 1; i < good.size(); i++) {
            List<String> without = new ArrayList<>(good);
            without.remove(i);
            assertEquals(1, faultsOfMap(without).size(), "a missing row");
        }
        for (String bad :
                List.of(
                        "1.2.1,1,what,AsvsMapTest#noSuchTest,",
                        "1.2.1,1,what,AsvsMapTest#required,", // there, but no test
                        "1.2.1,1,what,NoSuchTest#theDetectorsFire,",
                        "1.2.1,1,what,AsvsMapTest,",
                        "1.2.1,1,what,SECURITY.md#no-such-heading,",
                        "1.2.1,1,what,docs/nowhere.md#reporting,",
                        "1.2.1,1,what,later:7,",
                        "1.2.1,1,what,later:soon,why",
                        "1.2.1,1,what,AsvsMapTest#theDetectorsFire|AsvsMapTest#noSuchTest,",
                        "1.2.1,2,what,AsvsMapTest#theDetectorsFire,",
                        "1.2.1,1,what,AsvsMapTest#theDetectorsFire")) {
            List<String> planted = new ArrayList<>(good);
            planted.set(1, bad);
            assertFalse(faultsOfMap(planted).isEmpty(), bad);
        }
        assertFalse(
                faultsOfMap(List.of(HEADER, "1.2.1,1,,AsvsMapTest#theDetectorsFire,")).isEmpty());
        List<String> twice = new ArrayList<>(good);
        twice.add(good.get(1));
        assertEquals(1, faultsOfMap(twice).size());
        assertFalse(faultsOfAttacks(List.of("| a | b | c | `AsvsMapTest#noSuchTest` |")).isEmpty());
        assertFalse(
                faultsOfAttacks(List.of("| a | | c | `AsvsMapTest#theDetectorsFire` |")).isEmpty());
        assertEquals(
                List.of(),
                faultsOfAttacks(List.of("| a | b | c | `AsvsMapTest#theDetectorsFire` |")));
    }
}
