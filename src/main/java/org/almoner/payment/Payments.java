package org.almoner.payment;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** All payments. */
@ApplicationScoped
class Payments implements PanacheRepositoryBase<Payment, UUID> {

    /** The payment, locked until the transaction ends, so that reports about it queue up. */
    Optional<Payment> locked(PaymentId id) {
        return findByIdOptional(id.value(), LockModeType.PESSIMISTIC_WRITE);
    }

    Optional<Payment> lockedByProviderReference(String provider, String reference) {
        return find("provider = ?1 and providerReference = ?2", provider, reference)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional();
    }

    Optional<Payment> byProviderReference(String provider, String reference) {
        return find("provider = ?1 and providerReference = ?2", provider, reference)
                .firstResultOptional();
    }

    List<Payment> ofReferences(String provider, Collection<String> references) {
        return list("provider = ?1 and providerReference in ?2", provider, references);
    }

    /** All attempts of a business, oldest first, locked until the transaction ends. */
    List<Payment> lockedOf(UUID reference) {
        return find("reference = ?1 order by attempt", reference)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list();
    }

    /** Whether another attempt of the same business is paid or may still be. */
    boolean isPaidByAnother(Payment payment) {
        return list("reference = ?1", payment.reference()).stream()
                .anyMatch(other -> !other.id().equals(payment.id()) && other.state().isAlive());
    }

    /** Whether money of this business is in doubt. */
    boolean isInReview(UUID reference) {
        return count("reference = ?1 and reviewReason is not null", reference) > 0;
    }

    /** The payment that says how a business stands: one in doubt if there is one, or the last. */
    Optional<Payment> standingFor(UUID reference) {
        return find("reference = ?1 and reviewReason is not null", reference)
                .firstResultOptional()
                .or(() -> latestOf(reference));
    }

    Optional<Payment> latestOf(UUID reference) {
        return find("reference = ?1 order by attempt desc", reference).firstResultOptional();
    }
}
