package org.almoner.payment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.almoner.id.Ids;
import org.almoner.sql.Sql;

/**
 * Puts news of a gateway that keeps its own truth in our database into the in-box, where it is
 * worked off like a provider's notification: each once, on any node, after any crash.
 */
@ApplicationScoped
public class PaymentNews {

    private static final String KEEP =
            """
            INSERT INTO webhook_event (id, provider, event_id, type, about, payment_id,
                received_at, state, attempts, next_attempt_at, version)
            SELECT n.id, ?, n.event, ?, 'PAYMENT', n.payment, ?, 'RECEIVED', 0, ?, 1
              FROM unnest(?::uuid[], ?::text[], ?::uuid[]) AS n (id, event, payment)
            ON CONFLICT (provider, event_id) DO NOTHING""";

    private final Sql sql;
    private final Ids ids;
    private final InstantSource clock;

    PaymentNews(Sql sql, Ids ids, InstantSource clock) {
        this.sql = sql;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * That something happened to a payment; what it was is looked up.
     *
     * @param event its name, at most 100 characters; the same name twice is told once
     */
    public record News(String event, PaymentId payment) {}

    /**
     * Tells, in the caller's transaction and in one statement.
     *
     * @param provider the gateway's name; it must be able to look payments up
     * @param type what kind of news, such as {@code settled}
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void tell(String provider, String type, List<News> news) {
        if (news.isEmpty()) {
            return;
        }
        List<UUID> fresh = news.stream().map(it -> ids.next()).toList();
        sql.write(
                KEEP,
                provider,
                type,
                clock.instant(),
                clock.instant(),
                Sql.Column.ids(fresh),
                Sql.Column.texts(news.stream().map(News::event).toList()),
                Sql.Column.ids(news.stream().map(it -> it.payment().value()).toList()));
    }
}
