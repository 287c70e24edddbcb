package org.almoner.donor;

/** How a donor wants to be addressed; each language has its own words for it. */
public enum Salutation {
    MR,
    MS,
    /** Without a word for man or woman: the full name is used. */
    NEUTRAL
}
