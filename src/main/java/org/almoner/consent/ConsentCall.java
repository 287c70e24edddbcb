package org.almoner.consent;

import java.time.Instant;

/**
 * A telephone call in which something was said; prints nothing of it.
 *
 * @param at when it was
 * @param spokenBy who of the staff spoke
 * @param note what was asked and answered
 */
public record ConsentCall(Caller by, Instant at, String spokenBy, String note) {

    /** Who called whom. */
    public enum Caller {
        /** The person called the office. */
        DONOR,
        /** The office called the person. */
        OFFICE
    }

    @Override
    public String toString() {
        return "ConsentCall";
    }
}
