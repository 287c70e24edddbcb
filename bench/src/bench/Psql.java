package bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Copies what a query finds by {@code psql} into a file. */
final class Psql {

    private Psql() {}

    /**
     * What was copied.
     *
     * @param rows without the line of names
     */
    record Copied(double seconds, long rows) {}

    static Copied copy(Server server, String query, Path scratch) throws Exception {
        Path file = scratch.resolve("copied.csv");
        long began = System.nanoTime();
        Process psql =
                new ProcessBuilder(
                                "psql",
                                server.url(Server.SERVICE)
                                        .replace("jdbc:postgresql://", "postgresql://postgres@"),
                                "-X",
                                "-q",
                                "-c",
                                "COPY (" + query + ") TO STDOUT (FORMAT csv, HEADER)")
                        .redirectOutput(file.toFile())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        int result = psql.waitFor();
        double seconds = (System.nanoTime() - began) / 1e9;
        if (result != 0) {
            throw new IOException("psql failed");
        }
        try (var lines = Files.lines(file)) {
            return new Copied(seconds, lines.count() - 1);
        }
    }
}
