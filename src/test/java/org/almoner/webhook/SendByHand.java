package org.almoner.webhook;

import jakarta.inject.Singleton;
import org.almoner.office.OfficeCode;

/** Sends webhooks when a test says so. */
@Singleton
public class SendByHand {

    private final WebhookBench bench;

    SendByHand(WebhookBench bench) {
        this.bench = bench;
    }

    /** A receiver of the Dutch office; its secret. */
    public String endpoint(OfficeSystem system) {
        return bench.endpoint(system).secret();
    }

    /** The office whose endpoints these are. */
    public OfficeCode office() {
        return WebhookBench.OFFICE;
    }

    /** Everything that is due. */
    public void work() {
        bench.sendWhatIsDue();
    }

    /** What waits for its next try is due now. */
    public void letTimePass() {
        bench.letTimePass();
    }

    /** Nobody is owed anything, and no endpoint is left. */
    public void clear() {
        bench.clear();
    }
}
