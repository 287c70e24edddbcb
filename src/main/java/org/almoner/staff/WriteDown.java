package org.almoner.staff;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import org.almoner.access.CurrentStaff;
import org.almoner.audit.AuditTrail;

/**
 * Puts on the audit trail what the caller of the current request does, in one transaction with it.
 */
@ApplicationScoped
class WriteDown {

    private final CurrentStaff staff;
    private final AuditTrail trail;

    WriteDown(CurrentStaff staff, AuditTrail trail) {
        this.staff = staff;
        this.trail = trail;
    }

    /** Something done to one record of one office; {@code null} when it concerns all. */
    @Transactional
    void act(String action, String object, String office, String reason) {
        trail.record(staff.subject(), action, object, office, reason);
    }

    /** Something looked at across offices: one entry for each, so that each can see it. */
    @Transactional
    void look(String action, String object, OfficeScope scope) {
        for (String office : scope.forTheTrail()) {
            trail.record(staff.subject(), action, object, office, null);
        }
    }
}
