package org.almoner.trial;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Many recurring gifts whose first instalment is due today. A few are made through the wizard, each
 * with a saved method of its own; all others are copies of those, with their methods.
 */
final class DueGifts {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private final Cluster cluster;
    private final int copied;

    private DueGifts(Cluster cluster, int copied) {
        this.cluster = cluster;
        this.copied = copied;
    }

    /**
     * Makes them, by the scenario of their method.
     *
     * @param shares how many percent of all have which scenario; together 100
     */
    static DueGifts make(
            Cluster cluster, WizardClient client, int number, Map<String, Integer> shares) {
        LocalDate today = LocalDate.now(BERLIN);
        // A day that every month has; if today is later, the instalment is overdue by a little.
        int day = Math.min(today.getDayOfMonth(), 28);
        List<Integer> copies = new ArrayList<>();
        shares.forEach(
                (scenario, percent) -> {
                    String template = template(client, scenario, today.plusMonths(2), day);
                    int many = number * percent / 100;
                    cluster.database().run(copy(template, many, today.withDayOfMonth(day)));
                    copies.add(many);
                });
        cluster.database().run("ANALYZE");
        return new DueGifts(cluster, copies.stream().mapToInt(Integer::intValue).sum());
    }

    private static String template(WizardClient client, String scenario, LocalDate start, int day) {
        WizardClient.Draft draft = client.prepareMonthly(scenario, day, start.withDayOfMonth(day));
        Answer made = client.complete(draft, WizardClient.newKey());
        WizardClient.expect(201, made);
        return made.text("recurringGift");
    }

    /** The template itself is not due; its copies are. */
    private static String copy(String template, int many, LocalDate due) {
        return """
               WITH copies AS (
                   SELECT gen_random_uuid() AS gift, gen_random_uuid() AS instalment
                   FROM generate_series(1, %d)
               ), gifts AS (
                   INSERT INTO recurring_gift
                   SELECT (jsonb_populate_record(g, jsonb_build_object(
                       'id', c.gift, 'draft_id', gen_random_uuid(),
                       'number', 'T-' || replace(c.gift::text, '-', ''),
                       'start_on', '%s'::date, 'anchor_month', '%s'::date))).*
                   FROM copies c CROSS JOIN recurring_gift g WHERE g.id = '%s'
               )
               INSERT INTO instalment
               SELECT (jsonb_populate_record(i, jsonb_build_object(
                   'id', c.instalment, 'recurring_gift_id', c.gift,
                   'due_on', '%s'::date, 'collect_on', '%s'::date))).*
               FROM copies c CROSS JOIN instalment i WHERE i.recurring_gift_id = '%s'
               """
                .formatted(many, due, due.withDayOfMonth(1), template, due, due, template);
    }

    int size() {
        return copied;
    }

    private static final String OURS =
            " FROM recurring_gift g JOIN instalment i ON i.recurring_gift_id = g.id AND i.number = 1"
                    + " WHERE g.number LIKE 'T-%' ";

    /** How many have come to an end of this try: paid, or refused by the provider. */
    long decided() {
        return cluster.database()
                .count("SELECT count(*)" + OURS + "AND i.state IN ('COLLECTED', 'RETRYING')");
    }

    /** How many first instalments stand in a state. */
    long in(String state) {
        return cluster.database().count("SELECT count(*)" + OURS + "AND i.state = '" + state + "'");
    }

    /** The payments that were opened for them. */
    List<String> payments() {
        return cluster.database()
                .column(
                        "SELECT p.id FROM payment p JOIN donation d ON d.id = p.reference"
                                + " JOIN recurring_gift g ON g.id = d.recurring_gift_id"
                                + " WHERE g.number LIKE 'T-%'");
    }

    /** How many rows a table has for their gifts. */
    long count(String table, String column) {
        return cluster.database()
                .count(
                        "SELECT count(DISTINCT t.%s) FROM %s t JOIN donation d ON d.id = t.donation_id JOIN recurring_gift g ON g.id = d.recurring_gift_id WHERE g.number LIKE 'T-%%'"
                                .formatted(column, table));
    }

    /** How many second instalments lie ahead. */
    long ahead() {
        return cluster.database()
                .count(
                        "SELECT count(*) FROM instalment i JOIN recurring_gift g"
                                + " ON g.id = i.recurring_gift_id WHERE g.number LIKE 'T-%'"
                                + " AND i.number = 2 AND i.state = 'SCHEDULED'");
    }
}
