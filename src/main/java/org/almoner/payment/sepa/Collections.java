package org.almoner.payment.sepa;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.almoner.payment.PaymentId;

/** What is to be collected, one for each payment that asked for it. */
@ApplicationScoped
class Collections {

    private final EntityManager database;

    Collections(EntityManager database) {
        this.database = database;
    }

    /**
     * One of them.
     *
     * @param payment which asked for it; its id without hyphens is the end-to-end id at the bank
     * @param mandate under which it is collected
     * @param due the day the donor's account is debited
     */
    record Collection(PaymentId payment, UUID mandate, LocalDate due) {

        String endToEnd() {
            return endToEnd(payment);
        }

        static String endToEnd(PaymentId payment) {
            return payment.value().toString().replace("-", "");
        }
    }

    /** The collection that a payment asked for, if it did. */
    Optional<Collection> of(PaymentId payment) {
        List<?> rows =
                database.createNativeQuery(
                                "SELECT mandate_id, due_on FROM sepa_collection WHERE payment_id ="
                                        + " :payment",
                                Object[].class)
                        .setParameter("payment", payment.value())
                        .getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .map(row -> new Collection(payment, (UUID) row[0], day(row[1])))
                .findFirst();
    }

    private static LocalDate day(Object value) {
        return value instanceof java.sql.Date date ? date.toLocalDate() : (LocalDate) value;
    }

    void add(Collection collection, long cents, Instant now) {
        database.createNativeQuery(
                        """
                        INSERT INTO sepa_collection (payment_id, mandate_id, end_to_end_id,
                            amount_minor, due_on, asked_at)
                        VALUES (:payment, :mandate, :endToEnd, :minor, :due, :at)
                        """)
                .setParameter("payment", collection.payment().value())
                .setParameter("mandate", collection.mandate())
                .setParameter("endToEnd", collection.endToEnd())
                .setParameter("minor", cents)
                .setParameter("due", collection.due())
                .setParameter("at", now.atOffset(ZoneOffset.UTC))
                .executeUpdate();
    }
}
