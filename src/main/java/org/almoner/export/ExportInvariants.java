package org.almoner.export;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.almoner.selfcheck.Invariant;
import org.almoner.selfcheck.PatientReads;
import org.almoner.selfcheck.SqlInvariant;

/** What must hold of exports at any time. */
@ApplicationScoped
class ExportInvariants {

    private final PatientReads data;

    ExportInvariants(PatientReads data) {
        this.data = data;
    }

    @Produces
    @Singleton
    Invariant numbersHaveNoGaps() {
        return invariant(
                "I16",
                "The numbers of exports have no gaps, and none was given out that is not there",
                """
                SELECT 'export-series/' || coalesce(r.office, e.office) || '-' || coalesce(r.year, e.year)
                FROM export_series r
                FULL JOIN (SELECT office, year, count(*) AS many, max(seq) AS highest
                           FROM export GROUP BY office, year) e
                  ON e.office = r.office AND e.year = r.year
                WHERE r.last IS DISTINCT FROM e.many OR r.last IS DISTINCT FROM e.highest
                """);
    }

    @Produces
    @Singleton
    Invariant filesAreWhole() {
        return invariant(
                "I17",
                "A finished export has its whole file and its rows until their day, any other has nothing",
                """
                SELECT 'export/' || e.number FROM export e
                LEFT JOIN (SELECT export, count(*) AS chunks, sum(octet_length(bytes)) AS bytes
                           FROM export_chunk GROUP BY export) c ON c.export = e.number
                LEFT JOIN (SELECT export, sum(cardinality(digests)) AS many
                           FROM export_slice GROUP BY export) s ON s.export = e.number
                WHERE CASE WHEN e.state = 'DONE' AND e.file_gone_at IS NULL
                    THEN c.chunks IS DISTINCT FROM e.chunks OR c.bytes IS DISTINCT FROM e.byte_count
                        OR coalesce(s.many, 0) <> e.row_count
                    ELSE c.export IS NOT NULL OR s.export IS NOT NULL END
                """);
    }

    private Invariant invariant(String id, String sentence, String sql) {
        return new SqlInvariant(id, sentence, sql, data);
    }
}
