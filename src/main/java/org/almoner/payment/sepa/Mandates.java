package org.almoner.payment.sepa;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.almoner.donor.Iban;
import org.almoner.strongbox.SealedColumn;
import org.almoner.strongbox.Strongbox;

/** All mandates. */
@ApplicationScoped
class Mandates implements PanacheRepositoryBase<Mandate, UUID> {

    private static final int MOST = 100;

    /** Their accounts are sealed anew after a change of keys. */
    @Produces
    @Singleton
    static SealedColumn accounts() {
        return new SealedColumn(Mandate.TABLE, Mandate.ACCOUNT);
    }

    /** The mandate, locked until the transaction ends. */
    Optional<Mandate> locked(UUID id) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE);
    }

    /**
     * Mandates for an account, newest first, a hundred at most; no account is opened to find it.
     */
    List<Mandate> ofAccount(Iban account, Strongbox strongbox) {
        return find(
                        "accountFingerprint = ?1 order by agreedAt desc",
                        strongbox.fingerprint(account.value()))
                .page(0, MOST)
                .list();
    }

    Optional<Mandate> savedAs(UUID method) {
        return find("savedAs", method).firstResultOptional();
    }

    Optional<Mandate> ofSource(String source) {
        return find("source", source).firstResultOptional();
    }
}
