package bench;

import bench.StatementLog.Issued;
import bench.StatementLog.Unit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells what one run made its caller wait for from what jobs did meanwhile. A unit (a transaction,
 * or a statement of its own) is of the run when it shares an id with the draft, directly or through
 * units already found, and is no job's. A job is known by the queue it works off: it takes or marks
 * notifications or deliveries, while the run merely puts a delivery in. What begins after the run
 * has kept its answer, such as reading the receipt for its mail, is a job's as well.
 */
final class RequestPath {

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private RequestPath() {}

    static List<Unit> of(List<Unit> all, String draft) {
        Set<String> ids = new HashSet<>(Set.of(draft));
        List<Unit> path = new ArrayList<>();
        for (Unit unit : all) {
            if (!isJob(unit) && ids.stream().anyMatch(unit::holds)) {
                path.add(unit);
                unit.statements().forEach(one -> collect(one, ids));
            }
        }
        while (!path.isEmpty() && !path.get(path.size() - 1).mentions("idempotency_record")) {
            path.remove(path.size() - 1);
        }
        return List.copyOf(path);
    }

    private static boolean isJob(Unit unit) {
        return unit.mentions("webhook_event")
                || unit.statements().stream()
                        .anyMatch(
                                one ->
                                        one.sql().contains("outbox_message")
                                                && !one.is("INSERT INTO outbox_message"));
    }

    private static void collect(Issued issued, Set<String> ids) {
        for (String value : issued.values()) {
            Matcher id = ID.matcher(value == null ? "" : value);
            while (id.find()) {
                ids.add(id.group());
            }
        }
    }
}
