package org.almoner.webhook;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.IntSupplier;

/** Deletes old messages, what belonged to removed endpoints, and old secrets, in slices. */
@ApplicationScoped
class ForgetWebhooks {

    private static final int SLICE = 1_000;

    private final MessageTable messages;
    private final EndpointTable endpoints;
    private final WebhookSettings settings;

    ForgetWebhooks(MessageTable messages, EndpointTable endpoints, WebhookSettings settings) {
        this.messages = messages;
        this.endpoints = endpoints;
        this.settings = settings;
    }

    @Scheduled(
            every = "{almoner.webhooks.forget-every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void forget() {
        untilLessThanASlice(() -> messages.forgetEnded(settings.keep(), SLICE));
        untilLessThanASlice(() -> messages.forgetOfRemoved(SLICE));
        inOne(messages::forgetRemoved);
        inOne(endpoints::forgetOldSecrets);
    }

    private static void untilLessThanASlice(IntSupplier work) {
        int done = SLICE;
        while (done == SLICE) {
            done = inOne(work);
        }
    }

    private static int inOne(IntSupplier work) {
        return QuarkusTransaction.requiringNew().call(work::getAsInt);
    }
}
