package org.almoner.allowance;

import java.time.InstantSource;
import javax.sql.DataSource;
import org.almoner.id.Ids;

/** Allowances on the real database, at whatever time a test says it is. */
public final class AllowancesOfTests {

    private AllowancesOfTests() {}

    /** Nothing opens a transaction around them: the caller does. */
    public static Allowances at(DataSource database, InstantSource clock, Ids ids) {
        return new Allowances(new AllowanceTable(database, ids), clock);
    }
}
