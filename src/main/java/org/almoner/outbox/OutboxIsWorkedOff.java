package org.almoner.outbox;

import jakarta.inject.Singleton;
import java.util.List;
import org.almoner.selfcheck.Invariant;
import org.almoner.selfcheck.PatientReads;

/** I8: a debt that is due is tried within a quarter of an hour, or was given up openly. */
@Singleton
class OutboxIsWorkedOff implements Invariant {

    private final PatientReads data;

    OutboxIsWorkedOff(PatientReads data) {
        this.data = data;
    }

    @Override
    public String id() {
        return "I8";
    }

    @Override
    public String sentence() {
        return "No debt of the outbox is overdue by more than 15 minutes, unless it is given up";
    }

    @Override
    public List<String> offenders(int limit) {
        return data.texts(
                "SELECT id FROM outbox_message WHERE state = 'PENDING'"
                        + " AND next_attempt_at < now() - interval '15 minutes'"
                        + " AND (lease_until IS NULL OR lease_until < now())"
                        + " ORDER BY next_attempt_at LIMIT ?",
                limit);
    }
}
