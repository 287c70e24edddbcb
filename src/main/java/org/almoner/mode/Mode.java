package org.almoner.mode;

/** The two ways to run. */
public enum Mode {
    /** For trying, developing and testing: no real money moves; {@code /dev/*} exists. */
    SANDBOX,
    /** For real donors: nothing generated, embedded or simulated is accepted. */
    PRODUCTION
}
