package org.almoner.access;

import io.quarkus.arc.Arc;
import io.quarkus.narayana.jta.QuarkusTransaction;

/** Time that passes for the keys of donors' tokens. */
final class KeysOfTests {

    private KeysOfTests() {}

    /** As if the next key had been published long enough to be known everywhere. */
    static void letTheNextOneAge() {
        Arc.container().instance(SigningKeys.class).get().active();
        QuarkusTransaction.requiringNew()
                .run(
                        () ->
                                Arc.container()
                                        .instance(AccessSql.class)
                                        .get()
                                        .run(
                                                "UPDATE signing_key SET made_at = made_at - interval"
                                                        + " '2 minutes' WHERE state = 'NEXT'"));
    }
}
