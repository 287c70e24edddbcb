package org.almoner.selfcheck;

import java.util.List;

/** One sentence about the data that must always be true. Implementations are CDI beans. */
public interface Invariant {

    /** Stable id such as {@code I2}. */
    String id();

    /** What must hold, in one sentence. */
    String sentence();

    /**
     * The ids of the rows that break it, at most the given number; empty when all is well. Runs as
     * a constant number of SQL statements.
     */
    List<String> offenders(int limit);
}
