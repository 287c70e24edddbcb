package bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Processor time from {@code /proc}, which also remembers what ended children took: a connection's
 * process that is gone is not forgotten. Zero where there is no {@code /proc}.
 */
final class Processor {

    private static final double TICKS = 100.0;

    /** What a thread's name begins with; the kernel keeps 15 characters of a name. */
    private static final List<Map.Entry<String, String>> KINDS =
            List.of(
                    Map.entry("C1 Compiler", "compiler"),
                    Map.entry("C2 Compiler", "compiler"),
                    Map.entry("G1 ", "collector"),
                    Map.entry("GC ", "collector"),
                    Map.entry("VM ", "collector"),
                    Map.entry("executor-", "requests and jobs"),
                    Map.entry("vert.x-", "event loops"),
                    Map.entry("sandbox-", "sandbox provider"),
                    Map.entry("HTTP-Dispatcher", "sandbox provider"),
                    Map.entry("HttpClient-", "HTTP clients"));

    private Processor() {}

    /** A line of numbers about a process or thread, and its name. */
    private record Stat(String name, String[] fields) {

        double seconds(int... places) {
            double ticks = 0;
            for (int place : places) {
                ticks += Long.parseLong(fields[place]);
            }
            return ticks / TICKS;
        }
    }

    private static Stat stat(Path directory) {
        try {
            String line = Files.readString(directory.resolve("stat"));
            int end = line.lastIndexOf(')');
            return new Stat(
                    line.substring(line.indexOf('(') + 1, end), line.substring(end + 2).split(" "));
        } catch (IOException endedOrElsewhere) {
            return null;
        }
    }

    /** Seconds that a process itself took, all its threads, also those that have ended. */
    static double own(long process) {
        Stat stat = stat(Path.of("/proc/" + process));
        return stat == null ? 0 : stat.seconds(11, 12);
    }

    /** Seconds that its children took which have ended. */
    static double endedChildren(long process) {
        Stat stat = stat(Path.of("/proc/" + process));
        return stat == null ? 0 : stat.seconds(13, 14);
    }

    /** A server with one process for each connection, those that were closed included. */
    static double withChildren(long process) {
        return own(process)
                + endedChildren(process)
                + ProcessHandle.of(process).stream()
                        .flatMap(ProcessHandle::children)
                        .mapToDouble(child -> own(child.pid()))
                        .sum();
    }

    /** Seconds of a Java process by kind of thread; threads that have ended are missing. */
    static Map<String, Double> byKind(long process) {
        Map<String, Double> seconds = new TreeMap<>();
        List<Path> threads = new ArrayList<>();
        try (Stream<Path> all = Files.list(Path.of("/proc/" + process + "/task"))) {
            all.forEach(threads::add);
        } catch (IOException endedOrElsewhere) {
            return seconds;
        }
        for (Path thread : threads) {
            Stat stat = stat(thread);
            if (stat != null) {
                seconds.merge(kind(stat.name()), stat.seconds(11, 12), Double::sum);
            }
        }
        return seconds;
    }

    private static String kind(String name) {
        return KINDS.stream()
                .filter(kind -> name.startsWith(kind.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("other threads");
    }
}
