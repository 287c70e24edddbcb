package org.almoner.recurring;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * All recurring gifts. Whoever changes an instalment holds the lock of its recurring gift first.
 */
@ApplicationScoped
class RecurringGifts implements PanacheRepositoryBase<RecurringGift, UUID> {

    Optional<RecurringGift> locked(RecurringGiftId id) {
        return findByIdOptional(id.value(), LockModeType.PESSIMISTIC_WRITE);
    }

    List<RecurringGift> all(Collection<UUID> ids) {
        return list("id in ?1", ids);
    }
}
