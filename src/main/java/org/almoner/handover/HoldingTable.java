package org.almoner.handover;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.almoner.donor.DonorId;
import org.almoner.office.OfficeCode;
import org.almoner.sql.Sql;

/** What offices hold. */
@Singleton
class HoldingTable {

    private static final String OF_DONORS =
            "SELECT office, donor_id, state, entry_id, content_hash FROM handover_holding"
                    + " WHERE donor_id = ANY (?)";

    private final Sql sql;

    HoldingTable(Sql sql) {
        this.sql = sql;
    }

    /** By donor and office, in one statement. */
    Map<DonorId, Map<OfficeCode, Holding>> of(Collection<DonorId> donors) {
        List<UUID> ids = donors.stream().map(DonorId::value).toList();
        Map<DonorId, Map<OfficeCode, Holding>> found = new HashMap<>();
        sql.read(
                OF_DONORS,
                row -> {
                    Holding holding =
                            new Holding(
                                    new OfficeCode(row.getString("office")),
                                    new DonorId(Sql.id(row, "donor_id")),
                                    Holding.State.valueOf(row.getString("state")),
                                    Sql.id(row, "entry_id"),
                                    row.getString("content_hash"));
                    return found.computeIfAbsent(holding.donor(), none -> new HashMap<>())
                            .put(holding.office(), holding);
                },
                Sql.Column.ids(ids));
        return found;
    }
}
