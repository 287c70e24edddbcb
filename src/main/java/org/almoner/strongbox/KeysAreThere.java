package org.almoner.strongbox;

import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.almoner.selfcheck.Invariant;
import org.almoner.selfcheck.PatientReads;

/** A key left the ring too early, or an instance was started with another ring. */
@Singleton
class KeysAreThere implements Invariant {

    private static final String FIND =
            "SELECT id FROM %1$s WHERE (split_part(%2$s, ':', 2) < ? OR split_part(%2$s, ':', 2) >"
                    + " ?) AND NOT (split_part(%2$s, ':', 2) = ANY (?)) LIMIT ?";

    private final Strongbox strongbox;
    private final List<SealedColumn> columns;
    private final PatientReads data;

    KeysAreThere(Strongbox strongbox, @All List<SealedColumn> columns, PatientReads data) {
        this.strongbox = strongbox;
        this.columns = columns;
        this.data = data;
    }

    @Override
    public String id() {
        return "I-strongbox";
    }

    @Override
    public String sentence() {
        return "Every sealed value lies under a key that this instance has";
    }

    @Override
    public List<String> offenders(int limit) {
        List<String> found = new ArrayList<>();
        for (SealedColumn column : columns) {
            found.addAll(offenders(column, limit - found.size()));
        }
        return found;
    }

    private List<String> offenders(SealedColumn column, int limit) {
        String sql = FIND.formatted(column.table(), column.column());
        String active = strongbox.activeKey().orElse("");
        return data
                .texts(sql, active, active, strongbox.keyIds().toArray(String[]::new), limit)
                .stream()
                .map(id -> column.table() + "/" + id)
                .toList();
    }
}
