package org.almoner.recurring;

/** Who changed a recurring gift. Which member of the staff it was stands on the audit trail. */
public enum ChangedBy {
    DONOR,
    STAFF,
    SYSTEM
}
