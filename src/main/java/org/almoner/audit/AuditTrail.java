package org.almoner.audit;

/** Writes down what people of the staff do, in the transaction in which they do it. */
public interface AuditTrail {

    /**
     * Appends one entry.
     *
     * @param actor subject of the staff member's token, or the name of a job
     * @param action what was done, such as {@code receipt.resent}
     * @param object what it was done to, such as {@code donation/0193…}
     * @param office code of the office concerned, or {@code null} when it concerns all
     * @param reason why, in the words of the person, or {@code null}
     */
    void record(String actor, String action, String object, String office, String reason);
}
