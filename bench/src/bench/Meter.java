package bench;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A look at what everybody has taken of the processors so far. Beside other work the time per run
 * moves far less than any rate does, and where nothing waits the one is the inverse of the other.
 *
 * @param service the service, with its provider and mailbox unless they run elsewhere
 * @param elsewhere provider and mail server in a process of their own; zero without
 * @param database all connections
 * @param generator this process, and what it started and saw end ({@code pgbench})
 * @param kinds the service's threads
 */
record Meter(
        double service,
        double elsewhere,
        double database,
        double generator,
        Map<String, Double> kinds) {

    static Meter read(Service service, Outside outside, Server server) {
        long self = ProcessHandle.current().pid();
        return new Meter(
                Processor.own(service.process()),
                outside == null ? 0 : Processor.own(outside.process()),
                Processor.withChildren(server.process()),
                Processor.own(self) + Processor.endedChildren(self),
                Processor.byKind(service.process()));
    }

    Meter since(Meter before) {
        Map<String, Double> grown = new TreeMap<>();
        kinds.forEach((kind, now) -> grown.put(kind, now - before.kinds.getOrDefault(kind, 0.0)));
        return new Meter(
                service - before.service,
                elsewhere - before.elsewhere,
                database - before.database,
                generator - before.generator,
                grown);
    }

    /** What a run costs in milliseconds, without what would be somebody else's machine. */
    double total(long runs) {
        return (service + database + generator) * 1e3 / runs;
    }

    /** What part of the service's time its compiler takes: small once it is warm. */
    double compiling() {
        return service == 0 ? 0 : kinds.getOrDefault("compiler", 0.0) / service;
    }

    String perRun(long runs) {
        StringBuilder text = new StringBuilder();
        append(text, "service", service, runs);
        append(text, "provider and mail server", elsewhere, runs);
        append(text, "database", database, runs);
        append(text, "generator", generator, runs);
        return text.append(" ms").toString();
    }

    String kindsPerRun(long runs) {
        StringBuilder text = new StringBuilder();
        kinds.forEach((kind, seconds) -> append(text, kind, seconds, runs));
        return text.append(" ms").toString();
    }

    private static void append(StringBuilder text, String what, double seconds, long runs) {
        double each = seconds * 1e3 / runs;
        if (each >= 0.005) {
            text.append(text.isEmpty() ? "" : ", ")
                    .append(what)
                    .append(String.format(Locale.ROOT, " %.2f", each));
        }
    }
}
