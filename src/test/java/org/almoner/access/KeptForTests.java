package org.almoner.access;

import io.quarkus.arc.Unremovable;
import jakarta.inject.Singleton;
import org.almoner.account.Accounts;

/** Keeps what {@link SignedIn} looks up, whoever else uses it. */
@Singleton
@Unremovable
class KeptForTests {

    KeptForTests(Accounts accounts) {
        accounts.hashCode();
    }
}
