package org.almoner.giving;

/** How often a donor means to give. */
public enum Cadence {
    ONCE,
    MONTHLY,
    QUARTERLY,
    HALF_YEARLY,
    YEARLY
}
