package org.almoner.periodic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.almoner.Golden;
import org.junit.jupiter.api.Test;

class AgreementStatesTest {

    private static final Path MIGRATION =
            Path.of("src/main/resources/db/migration/V0270__agreements_of_periodic_gifts.sql");
    private static final String STATE =
            Stream.of(AgreementState.values())
                    .map(Enum::name)
                    .collect(Collectors.joining("|", "'(", ")'"));
    private static final Pattern MOVE = Pattern.compile("\\(" + STATE + ", " + STATE + "\\)");

    @Test
    void the_matrix_of_agreements_is_the_published_one() {
        Golden.matches(
                "periodic/agreement-states.txt",
                Stream.of(AgreementState.values())
                        .map(
                                it ->
                                        (it
                                                        + " -> "
                                                        + it.successors().stream()
                                                                .map(Enum::name)
                                                                .collect(Collectors.joining(" ")))
                                                .strip())
                        .collect(Collectors.joining("\n", "", "\n")));
    }

    @Test
    void the_database_lets_the_same_moves_through() throws IOException {
        Set<String> database =
                MOVE.matcher(Files.readString(MIGRATION))
                        .results()
                        .map(it -> it.group(1) + " " + it.group(2))
                        .collect(Collectors.toCollection(TreeSet::new));
        Set<String> code =
                Stream.of(AgreementState.values())
                        .flatMap(from -> from.successors().stream().map(to -> from + " " + to))
                        .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(code, database);
    }
}
