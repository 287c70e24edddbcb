package org.almoner.payment.sepa;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.almoner.payment.CollectionAnnounced;
import org.almoner.sql.Sql;

/** Notes that a collection was announced; before that it is in no batch. */
@Singleton
class NoteAnnouncements {

    private final Sql sql;

    NoteAnnouncements(Sql sql) {
        this.sql = sql;
    }

    void onAnnounced(@Observes CollectionAnnounced event) {
        QuarkusTransaction.requiringNew()
                .run(
                        () ->
                                sql.write(
                                        "UPDATE sepa_collection SET announced_at = ?"
                                                + " WHERE payment_id = ? AND announced_at IS NULL",
                                        event.at(),
                                        event.payment().value()));
    }
}
