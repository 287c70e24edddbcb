package org.almoner.payment;

import io.quarkus.arc.Unremovable;
import jakarta.enterprise.context.ApplicationScoped;

/** Begins the hourly comparison with the providers now. */
@ApplicationScoped
@Unremovable
public class Reconciliation {

    private final FindMissedWords words;

    Reconciliation(FindMissedWords words) {
        this.words = words;
    }

    /** Compares once. */
    public void run() {
        words.reconcile();
    }
}
