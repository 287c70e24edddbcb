package org.almoner.erasure;

import jakarta.inject.Singleton;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** Reports of erasures as they lie in the database. */
@Singleton
class ErasureTable {

    private static final String INSERT =
            "INSERT INTO erasure (id, account_id, erased_at, offices, cause, run_id)"
                    + " VALUES (:id, :account, :at, CAST(:offices AS varchar[]), :cause,"
                    + " CAST(nullif(:run, '') AS uuid))";

    private static final String INSERT_ITEMS =
            "INSERT INTO erasure_item (erasure_id, position, data_class, office, outcome, records,"
                    + " law, held_until) SELECT :id, i.position, i.data, i.office, i.outcome,"
                    + " CAST(i.records AS integer), i.law, CAST(i.until AS date)"
                    + " FROM unnest(CAST(:data AS text[]), CAST(:office AS text[]),"
                    + " CAST(:outcome AS text[]), CAST(:records AS text[]), CAST(:law AS text[]),"
                    + " CAST(:until AS text[])) WITH ORDINALITY"
                    + " AS i(data, office, outcome, records, law, until, position)";

    private static final String ITEMS =
            "SELECT erasure_id, data_class, office, outcome, records, law,"
                    + " CAST(held_until AS varchar) AS held_until FROM erasure_item"
                    + " WHERE erasure_id = ANY(:ids) ORDER BY erasure_id, position";

    private final ErasureSql sql;

    ErasureTable(ErasureSql sql) {
        this.sql = sql;
    }

    void insert(CarryOutErasure.Wanted wanted, Collection<String> offices, ErasureReport report) {
        sql.run(
                INSERT,
                Map.of(
                        "id", report.id(),
                        "account", wanted.account().value(),
                        "at", report.erasedAt(),
                        "offices", offices.toArray(String[]::new),
                        "cause", wanted.run() == null ? "ASKED" : "RETENTION",
                        "run", wanted.run() == null ? "" : wanted.run().toString()));
        sql.run(
                INSERT_ITEMS,
                Map.of(
                        "id", report.id(),
                        "data", column(report, it -> it.data().name()),
                        "office", column(report, ErasureReport.Item::office),
                        "outcome", column(report, it -> it.outcome().name()),
                        "records", column(report, it -> Integer.toString(it.records())),
                        "law", column(report, ErasureReport.Item::law),
                        "until", column(report, ErasureTable::until)));
    }

    private static String until(ErasureReport.Item item) {
        return item.until() == null ? null : item.until().toString();
    }

    private static String[] column(
            ErasureReport report, Function<ErasureReport.Item, String> column) {
        return report.items().stream().map(column).toArray(String[]::new);
    }

    /**
     * Reports, the latest first.
     *
     * @param offices those of which one was concerned; {@code null} for all
     * @param before {@code null} for the first page
     */
    List<ErasureReport> newestFirst(Collection<String> offices, UUID before, int limit) {
        Map<String, Object> values = new HashMap<>();
        StringBuilder select = new StringBuilder("SELECT id, erased_at FROM erasure WHERE true");
        if (offices != null) {
            select.append(" AND offices && CAST(:offices AS varchar[])");
            values.put("offices", offices.toArray(String[]::new));
        }
        if (before != null) {
            select.append(" AND id < :before");
            values.put("before", before);
        }
        values.put("limit", limit);
        List<Tuple> rows = sql.read(select + " ORDER BY id DESC LIMIT :limit", values);
        Map<UUID, List<ErasureReport.Item>> items = items(rows);
        return rows.stream()
                .map(
                        row ->
                                new ErasureReport(
                                        row.get("id", UUID.class),
                                        row.get("erased_at", Instant.class),
                                        items.getOrDefault(row.get("id", UUID.class), List.of())))
                .toList();
    }

    private Map<UUID, List<ErasureReport.Item>> items(List<Tuple> reports) {
        Map<UUID, List<ErasureReport.Item>> items = new LinkedHashMap<>();
        List<UUID> ids = reports.stream().map(it -> it.get("id", UUID.class)).toList();
        for (Tuple row : sql.read(ITEMS, Map.of("ids", ErasureSql.ids(ids)))) {
            items.computeIfAbsent(row.get("erasure_id", UUID.class), none -> new ArrayList<>())
                    .add(item(row));
        }
        return items;
    }

    private static ErasureReport.Item item(Tuple row) {
        String until = row.get("held_until", String.class);
        return new ErasureReport.Item(
                DataClass.valueOf(row.get("data_class", String.class)),
                row.get("office", String.class),
                ErasureReport.Outcome.valueOf(row.get("outcome", String.class)),
                row.get("records", Integer.class),
                row.get("law", String.class),
                until == null ? null : LocalDate.parse(until));
    }
}
