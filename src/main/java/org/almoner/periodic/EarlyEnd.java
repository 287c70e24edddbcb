package org.almoner.periodic;

/** For what an agreement may end early, beside a death, when it says so. */
public enum EarlyEnd {
    /** <i>Baanverlies</i>. */
    JOB_LOSS,
    /** <i>Arbeidsongeschiktheid</i>. */
    DISABILITY,
    /** The institution loses its status as ANBI. */
    ANBI_LOST
}
