package org.almoner.erasure;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** What was erased, so that it can be proved for years; holds nothing personal. */
@ApplicationScoped
public class ErasureHistory {

    private final ErasureTable table;

    ErasureHistory(ErasureTable table) {
        this.table = table;
    }

    /**
     * Reports, the latest first.
     *
     * @param offices those of which one was concerned; {@code null} for all
     * @param before the report the last page ended at; {@code null} for the first page
     */
    @Transactional
    public List<ErasureReport> newestFirst(Collection<String> offices, UUID before, int limit) {
        return table.newestFirst(offices, before, limit);
    }
}
