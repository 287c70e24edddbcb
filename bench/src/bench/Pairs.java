package bench;

import bench.Load.Turn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;

/** Service and yardstick in turns. */
final class Pairs {

    private final Wizard wizard;
    private final Server server;
    private final Service service;
    private final Outside outside;
    private final int seconds;
    private final Map<String, List<Double>> found = new TreeMap<>();

    Pairs(Wizard wizard, Server server, Service service, Outside outside) {
        this.wizard = wizard;
        this.server = server;
        this.service = service;
        this.outside = outside;
        this.seconds = wizard.number("seconds", 20);
    }

    /** What a turn did and cost. */
    private record Seen(Turn turn, Meter spent, String grown) {

        double cost() {
            return spent.total(turn.runs());
        }
    }

    void measure(Recording recording) throws Exception {
        Pgbench pgbench =
                Pgbench.isInstalled()
                        ? new Pgbench(recording, server.port(), wizard.scratch)
                        : null;
        for (int pair = 1; pair <= wizard.number("pairs", 5); pair++) {
            Seen served = serve(pair);
            Seen replayed =
                    watch(Server.YARDSTICK, () -> wizard.replay(server, recording, seconds));
            compare("the JDBC replay", served, replayed);
            if (pgbench != null) {
                Seen strict =
                        watch(Server.YARDSTICK, () -> pgbench.run(wizard.connections, seconds));
                compare("pgbench", served, strict);
            }
            if (pair == 1) {
                wizard.say("rows per run, service:   " + served.grown());
                wizard.say("rows per run, yardstick: " + replayed.grown());
            }
        }
        found.forEach((what, values) -> wizard.say("median " + what + ": " + median(values)));
        double half = middle(found.get("runs/s of the service")) / 2;
        Turn steady =
                Load.steady(
                        4 * wizard.connections,
                        half,
                        Duration.ofSeconds(seconds),
                        Wizard.calls(service));
        wizard.say(
                String.format(
                        Locale.ROOT,
                        "at a constant %.0f runs/s: p50 %.1f ms, p99 %.1f ms for the four calls"
                                + " of a run",
                        half,
                        steady.millis(0.50),
                        steady.millis(0.99)));
        wizard.awaitQuiet(server);
    }

    /** The service's turn ends when its jobs have done what the runs left them. */
    private Seen serve(int pair) throws Exception {
        double[] drain = new double[1];
        Seen served =
                watch(
                        Server.SERVICE,
                        () -> {
                            Turn turn = wizard.turn(service, seconds);
                            drain[0] = wizard.awaitQuiet(server);
                            return turn;
                        });
        long runs = served.turn().runs();
        keep("runs/s of the service", served.turn().rate());
        wizard.say(
                String.format(
                        Locale.ROOT,
                        "pair %d: service %.0f runs/s (p50 %.1f ms, p99 %.1f ms; jobs done %.1f s"
                                + " later)",
                        pair,
                        served.turn().rate(),
                        served.turn().millis(0.50),
                        served.turn().millis(0.99),
                        drain[0]));
        wizard.say("        processor time per run: " + served.spent().perRun(runs));
        wizard.say("        of the service's: " + served.spent().kindsPerRun(runs));
        return served;
    }

    private Seen watch(String database, Callable<Turn> work) throws Exception {
        Map<String, Long> rows = server.rows(database);
        Meter before = Meter.read(service, outside, server);
        Turn turn = work.call();
        Meter spent = Meter.read(service, outside, server).since(before);
        return new Seen(turn, spent, growth(rows, server.rows(database), turn.runs()));
    }

    private void compare(String yardstick, Seen served, Seen replayed) {
        double ratio = served.turn().rate() / replayed.turn().rate();
        double cost = replayed.cost() / served.cost();
        keep("ratio to " + yardstick, ratio);
        keep("ratio to " + yardstick + " by processor time", cost);
        wizard.say(
                String.format(
                        Locale.ROOT,
                        "        %s: %.0f runs/s, ratio %.3f; %.2f ms a run, ratio by processor"
                                + " time %.3f",
                        yardstick,
                        replayed.turn().rate(),
                        ratio,
                        replayed.cost(),
                        cost));
    }

    private void keep(String what, double value) {
        found.computeIfAbsent(what, any -> new ArrayList<>()).add(value);
    }

    private static String median(List<Double> values) {
        return String.format(Locale.ROOT, "%.3f", middle(values));
    }

    private static double middle(List<Double> values) {
        values.sort(null);
        return values.get(values.size() / 2);
    }

    /** Every run is one settled gift: anything else makes the figure worthless. */
    private static String growth(Map<String, Long> before, Map<String, Long> after, long runs) {
        Map<String, String> grown = new TreeMap<>();
        after.forEach(
                (table, count) -> {
                    double each = (count - before.getOrDefault(table, 0L)) / (double) runs;
                    if (each > 0.001) {
                        grown.put(table, String.format(Locale.ROOT, "%.2f", each));
                    }
                });
        long gifts = after.getOrDefault("donation", 0L) - before.getOrDefault("donation", 0L);
        if (gifts != runs) {
            throw new IllegalStateException(runs + " runs, but " + gifts + " gifts: " + grown);
        }
        return grown.toString();
    }
}
