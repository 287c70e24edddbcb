package org.almoner.payment;

import io.quarkus.arc.Unremovable;
import jakarta.enterprise.context.ApplicationScoped;

/** Begins the hourly comparison with the providers now. */
@ApplicationScoped
@Unremovable
public class Reconciliation {

    private final FindMissedWords words;
    private final FindMissedMethodWords methodWords;

    Reconciliation(FindMissedWords words, FindMissedMethodWords methodWords) {
        this.words = words;
        this.methodWords = methodWords;
    }

    /** Asks after what is pending and due. */
    public void poll() {
        words.pollPending();
    }

    /** Compares once. */
    public void run() {
        words.reconcile();
        methodWords.reconcile();
    }
}
