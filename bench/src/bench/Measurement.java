package bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a measurement was asked for, and what it says. */
final class Measurement {

    private final Map<String, String> options = new TreeMap<>();
    private final Path jar;
    private final Path scratch;
    private final StringBuilder report = new StringBuilder();

    /** Arguments: the packaged jar, a scratch directory, then options with values. */
    Measurement(String[] arguments) {
        jar = Path.of(arguments[0]);
        scratch = Path.of(arguments[1]);
        for (int index = 2; index + 1 < arguments.length; index += 2) {
            options.put(arguments[index].substring(2), arguments[index + 1]);
        }
    }

    Path scratch() {
        return scratch;
    }

    String text(String name, String otherwise) {
        return options.getOrDefault(name, otherwise);
    }

    int number(String name, int otherwise) {
        return Integer.parseInt(options.getOrDefault(name, Integer.toString(otherwise)));
    }

    /** The service with the JVM's options that were asked for, or these. */
    Service.Launch launch(String jvm) {
        return new Service.Launch(jar, scratch, List.of(text("jvm", jvm).split(" ")));
    }

    /** Says which commit is measured, and on what. */
    void introduce(Server server, Service.Launch launch) throws SQLException {
        say("Almoner " + text("commit", "?") + ", " + LocalDate.now());
        say(
                Runtime.getRuntime().availableProcessors()
                        + " cores, Java "
                        + Runtime.version().feature()
                        + " "
                        + String.join(" ", launch.jvmOptions())
                        + ", PostgreSQL "
                        + server.version());
    }

    void say(String line) {
        System.out.println(line);
        report.append(line).append('\n');
    }

    /** Appends what was said to the file that was asked for, if one was. */
    void keep() throws IOException {
        if (options.containsKey("record")) {
            Files.writeString(
                    Path.of(options.get("record")),
                    "\n```\n" + report + "```\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        }
    }

    static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
