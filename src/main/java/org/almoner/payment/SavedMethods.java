package org.almoner.payment;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** All saved methods. */
@ApplicationScoped
class SavedMethods implements PanacheRepositoryBase<SavedMethod, UUID> {

    /** Those of an owner that wait for their donor. */
    List<SavedMethod> pendingOf(UUID owner) {
        return list("owner = ?1 and state = ?2", owner, MethodState.PENDING);
    }

    /** The method, locked until the transaction ends, so that reports about it queue up. */
    Optional<SavedMethod> locked(SavedMethodId id) {
        return findByIdOptional(id.value(), LockModeType.PESSIMISTIC_WRITE);
    }
}
