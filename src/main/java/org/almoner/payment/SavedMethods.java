package org.almoner.payment;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Optional;
import java.util.UUID;

/** All saved methods. */
@ApplicationScoped
class SavedMethods implements PanacheRepositoryBase<SavedMethod, UUID> {

    /** The method, locked until the transaction ends, so that reports about it queue up. */
    Optional<SavedMethod> locked(SavedMethodId id) {
        return findByIdOptional(id.value(), LockModeType.PESSIMISTIC_WRITE);
    }
}
