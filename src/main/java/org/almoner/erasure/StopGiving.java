package org.almoner.erasure;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.almoner.payment.MethodDesk;
import org.almoner.payment.SavedMethodId;
import org.almoner.periodic.PeriodicGiftDesk;
import org.almoner.recurring.CancelReason;
import org.almoner.recurring.ChangedBy;
import org.almoner.recurring.RecurringGiftDesk;
import org.almoner.recurring.RecurringGiftId;

/** Ends what would go on by itself: recurring gifts, and the methods saved for them. */
@ApplicationScoped
class StopGiving {

    private static final String RUNNING =
            "SELECT id FROM recurring_gift WHERE donor_id = ANY(:donors)"
                    + " AND state NOT IN ('CANCELLED', 'ENDED', 'ABANDONED') ORDER BY id";

    private static final String METHODS =
            "SELECT m.id FROM saved_method m JOIN recurring_gift g ON g.id = m.owner"
                    + " WHERE g.donor_id = ANY(:donors) AND m.state IN ('OPENED', 'PENDING', 'ACTIVE')"
                    + " ORDER BY m.id";

    private final ErasureSql sql;
    private final RecurringGiftDesk gifts;
    private final PeriodicGiftDesk agreements;
    private final MethodDesk methods;

    StopGiving(
            ErasureSql sql,
            RecurringGiftDesk gifts,
            PeriodicGiftDesk agreements,
            MethodDesk methods) {
        this.sql = sql;
        this.gifts = gifts;
        this.agreements = agreements;
        this.methods = methods;
    }

    /** Stops, one at a time as each has its lock; a person has a handful of them. */
    void stop(Map<String, Object> values) {
        for (var row : sql.read(RUNNING, values)) {
            gifts.cancel(
                    new RecurringGiftId(row.get("id", UUID.class)),
                    null,
                    CancelReason.ERASED,
                    ChangedBy.DONOR);
        }
        for (var row : sql.read(METHODS, values)) {
            methods.revoke(new SavedMethodId(row.get("id", UUID.class)));
        }
        agreements.endAllOf(List.of((UUID[]) values.get("donors")));
        sql.forgetEntities();
    }
}
