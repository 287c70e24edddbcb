package org.almoner.recurring;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.almoner.office.OfficeCode;
import org.almoner.payment.PaymentId;
import org.almoner.payment.PaymentState;
import org.almoner.payment.PaymentView;

/** All instalments, and the claims by which nodes share the work on them (EO-11). */
@ApplicationScoped
class Instalments implements PanacheRepositoryBase<Instalment, UUID> {

    /** States stand in the text: a list of values would be put into SQL anew at each call. */
    private static final String UNFINISHED =
            "recurringGiftId = ?1 and state in (SCHEDULED, RETRYING, COLLECTING) order by number";

    private static final String OPEN =
            "recurringGiftId in ?1 and state in (SCHEDULED, RETRYING) order by number";

    private final EntityManager database;

    Instalments(EntityManager database) {
        this.database = database;
    }

    /** What others have made of it meanwhile. */
    void refresh(Instalment instalment) {
        database.refresh(instalment);
    }

    /** The one that lies ahead; its recurring gift must be locked. */
    Optional<Instalment> ahead(RecurringGiftId gift) {
        return find("recurringGiftId = ?1 and state = ?2", gift.value(), InstalmentState.SCHEDULED)
                .firstResultOptional();
    }

    /** All of which something is still to come; their recurring gift must be locked. */
    List<Instalment> unfinished(RecurringGiftId gift) {
        return list(UNFINISHED, gift.value());
    }

    /** The last that was taken up before this one. */
    Optional<Instalment> before(RecurringGiftId gift, int number) {
        return find("recurringGiftId = ?1 and number = ?2", gift.value(), number - 1)
                .firstResultOptional();
    }

    Optional<Instalment> numbered(RecurringGiftId gift, int number) {
        return find("recurringGiftId = ?1 and number = ?2", gift.value(), number)
                .firstResultOptional();
    }

    /** When money last came and stayed. */
    Optional<Instant> lastCollected(RecurringGiftId gift) {
        return find(
                        "recurringGiftId = ?1 and state = ?2 order by number desc",
                        gift.value(),
                        InstalmentState.COLLECTED)
                .firstResultOptional()
                .map(it -> it.view().closedAt());
    }

    int highestNumber(RecurringGiftId gift) {
        return find("recurringGiftId = ?1 order by number desc", gift.value())
                .firstResultOptional()
                .map(Instalment::number)
                .orElse(0);
    }

    /**
     * Locks recurring gifts of which something falls due, passing over those that somebody else
     * works on.
     *
     * @param today by office, because days begin at different moments
     */
    List<UUID> claimDue(Map<OfficeCode, LocalDate> today, int limit) {
        return claim(
                """
                SELECT CAST(g.id AS varchar)
                FROM instalment i
                JOIN recurring_gift g ON g.id = i.recurring_gift_id
                JOIN unnest(:offices, CAST(:days AS date[])) AS today(office, day)
                    ON today.office = g.office
                WHERE i.state IN ('SCHEDULED', 'RETRYING')
                  AND i.collect_on - i.ask_before <= CAST(:latest AS date)
                  AND i.collect_on - i.ask_before <= today.day
                  AND (i.put_off_until IS NULL OR i.put_off_until < now())
                  AND (g.state IN ('STARTING', 'ACTIVE', 'FAILING')
                           AND (i.notice IN ('NONE', 'SENT') AND NOT g.method_needed
                               OR i.state = 'SCHEDULED' AND g.method_needed)
                       OR g.state = 'PAUSED' AND i.state = 'SCHEDULED'
                           AND (i.notice IN ('NONE', 'SENT') OR g.method_needed
                               OR g.paused_until IS NULL OR i.due_on < g.paused_until))
                ORDER BY i.collect_on - i.ask_before, i.id
                LIMIT :limit
                FOR UPDATE OF i, g SKIP LOCKED
                """,
                today,
                limit);
    }

    /** The same for announcements that are to be written. */
    List<UUID> claimToAnnounce(Map<OfficeCode, LocalDate> today, int limit) {
        return claim(
                """
                SELECT CAST(g.id AS varchar)
                FROM instalment i
                JOIN recurring_gift g ON g.id = i.recurring_gift_id
                JOIN unnest(:offices, CAST(:days AS date[])) AS today(office, day)
                    ON today.office = g.office
                WHERE i.state = 'SCHEDULED' AND i.notice = 'DUE'
                  AND i.announce_on <= CAST(:latest AS date) AND i.announce_on <= today.day
                  AND g.state IN ('STARTING', 'ACTIVE', 'FAILING') AND NOT g.method_needed
                ORDER BY i.announce_on, i.id
                LIMIT :limit
                FOR UPDATE OF i, g SKIP LOCKED
                """,
                today,
                limit);
    }

    private List<UUID> claim(String sql, Map<OfficeCode, LocalDate> today, int limit) {
        String[] offices = today.keySet().stream().map(OfficeCode::value).toArray(String[]::new);
        String[] days = today.values().stream().map(LocalDate::toString).toArray(String[]::new);
        String latest = today.values().stream().max(LocalDate::compareTo).orElseThrow().toString();
        List<?> ids =
                database.createNativeQuery(sql)
                        .setParameter("offices", offices)
                        .setParameter("days", days)
                        .setParameter("latest", latest)
                        .setParameter("limit", limit)
                        .getResultList();
        return ids.stream().map(id -> UUID.fromString((String) id)).distinct().toList();
    }

    /** What lies ahead or is to be tried again, of all these recurring gifts in one query. */
    List<Instalment> open(Collection<UUID> gifts) {
        return list(OPEN, gifts);
    }

    /** Nobody else is to look after these for a while, on the database's clock. */
    void lease(Collection<UUID> instalments, Duration lease) {
        database.createNativeQuery(
                        """
                        UPDATE instalment SET lease_until = now() + make_interval(secs => :lease)
                        WHERE id = ANY(:ids)
                        """)
                .setParameter("lease", lease.toMillis() / 1000.0)
                .setParameter("ids", instalments.toArray(UUID[]::new))
                .executeUpdate();
    }

    /**
     * Puts the end of a lease off, or brings it nearer, while its payment is still being asked for.
     */
    void leaseByPayment(PaymentId payment, Duration lease) {
        database.createNativeQuery(
                        """
                        UPDATE instalment SET lease_until = now() + make_interval(secs => :lease)
                        WHERE payment_id = :payment AND state = 'COLLECTING'
                          AND lease_until IS NOT NULL
                        """)
                .setParameter("lease", lease.toMillis() / 1000.0)
                .setParameter("payment", payment.value())
                .executeUpdate();
    }

    /** Takes over what another node began and did not end. */
    List<PaymentId> takeOver(Duration lease, int limit) {
        List<?> ids =
                database.createNativeQuery(
                                """
                                UPDATE instalment
                                SET lease_until = now() + make_interval(secs => :lease)
                                WHERE id = ANY(ARRAY(
                                    SELECT id FROM instalment WHERE lease_until < now()
                                    ORDER BY lease_until LIMIT :limit FOR UPDATE SKIP LOCKED))
                                RETURNING CAST(payment_id AS varchar)
                                """)
                        .setParameter("lease", lease.toMillis() / 1000.0)
                        .setParameter("limit", limit)
                        .getResultList();
        return ids.stream().map(id -> new PaymentId(UUID.fromString((String) id))).toList();
    }

    /**
     * The provider has answered. Usually that has ended the lease already; what was settled or
     * declined by somebody else meanwhile must not be taken over again and again.
     */
    void release(PaymentView payment) {
        if (payment.state() == PaymentState.OPENED) {
            return;
        }
        database.createNativeQuery(
                        """
                        UPDATE instalment SET lease_until = NULL
                        WHERE payment_id = :payment AND lease_until IS NOT NULL
                        """)
                .setParameter("payment", payment.id().value())
                .executeUpdate();
    }

    /** What could not be claimed lets others go first for a while, and is told to a person. */
    void putOff(UUID gift, Duration pause) {
        database.createNativeQuery(
                        """
                        UPDATE instalment
                        SET put_off_until = now() + make_interval(secs => :pause)
                        WHERE recurring_gift_id = :gift AND state IN ('SCHEDULED', 'RETRYING')
                        """)
                .setParameter("pause", pause.toSeconds() * 1.0)
                .setParameter("gift", gift)
                .executeUpdate();
    }
}
