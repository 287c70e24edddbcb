package org.almoner.webhook;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.almoner.selfcheck.Invariant;
import org.almoner.selfcheck.PatientReads;
import org.almoner.selfcheck.SqlInvariant;

/** What must hold for webhooks. */
@Singleton
class WebhooksAreSent {

    private final PatientReads data;

    WebhooksAreSent(PatientReads data) {
        this.data = data;
    }

    @Produces
    @Singleton
    Invariant sentInTime() {
        return new SqlInvariant(
                "I-webhooks",
                "What is due at an endpoint that is not suspended was tried within 15 minutes",
                "SELECT e.id::text FROM webhook_endpoint e CROSS JOIN LATERAL (SELECT"
                        + " m.next_attempt_at FROM webhook_message m WHERE m.endpoint = e.id"
                        + " AND m.state = 'PENDING' ORDER BY m.position, m.id LIMIT 1) m"
                        + " WHERE e.state = 'ACTIVE'"
                        + " AND m.next_attempt_at < now() - interval '15 minutes'"
                        + " AND (e.lease_until IS NULL OR e.lease_until < now())",
                data);
    }
}
