package org.almoner.selfcheck;

import java.util.List;

/**
 * An invariant told in SQL, read on the patient connections.
 *
 * @param sql finds the ids of what breaks it, one a row, without order or limit
 */
public record SqlInvariant(String id, String sentence, String sql, PatientReads data)
        implements Invariant {

    @Override
    public List<String> offenders(int limit) {
        // Mostly there is none: whoever plans to stop at the first few reads the data again and
        // again.
        return data.texts(
                "WITH o AS MATERIALIZED (" + sql + ") SELECT * FROM o ORDER BY 1 LIMIT " + limit);
    }

    @Override
    public String toString() {
        return "SqlInvariant[" + id + "]";
    }
}
