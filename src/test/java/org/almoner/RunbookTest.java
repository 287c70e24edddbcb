package org.almoner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RunbookTest {

    private static final Path RUNBOOK = Path.of("docs/runbook.md");
    private static final Pattern INJECTED =
            Pattern.compile("ConfigProperty\\(\\s*name = \"(almoner\\.[a-z.-]+)\"");
    private static final Pattern MAPPED =
            Pattern.compile("ConfigMapping\\(\\s*prefix = \"(almoner\\.[a-z.-]+)\"");
    private static final Pattern SET = Pattern.compile("(?m)^(almoner\\.[a-z.-]+)=");

    @Test
    void namesEverySettingOfOurs() throws IOException {
        String runbook = Files.readString(RUNBOOK);
        Set<String> missing = new TreeSet<>(settings());
        missing.removeIf(name -> isNamed(runbook, name));
        assertEquals(Set.of(), missing, "docs/runbook.md, \"Settings\", must explain these");
    }

    @Test
    void findsSettingsAtAll() throws IOException {
        assertTrue(settings().contains("almoner.mode"));
    }

    /** By its whole name, or by a row for the group it belongs to. */
    private static boolean isNamed(String runbook, String name) {
        String group = name;
        while (group.contains(".")) {
            if (runbook.contains("`" + group + ".*`")) {
                return true;
            }
            group = group.substring(0, group.lastIndexOf('.'));
        }
        return runbook.contains("`" + name + "`") || runbook.contains("`" + name + ".");
    }

    private static Set<String> settings() throws IOException {
        Set<String> found = new TreeSet<>();
        String properties = Files.readString(Path.of("src/main/resources/application.properties"));
        collect(SET, properties, found);
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file : files.filter(it -> it.toString().endsWith(".java")).toList()) {
                for (Pattern pattern : List.of(INJECTED, MAPPED)) {
                    collect(pattern, Files.readString(file), found);
                }
            }
        }
        return found;
    }

    private static void collect(Pattern pattern, String text, Set<String> found) {
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
    }
}
