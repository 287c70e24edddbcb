package org.almoner.webhook;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import org.almoner.strongbox.CannotOpen;
import org.jboss.logging.Logger;

/**
 * Sends what is owed, on every node: claims an endpoint with its next message, carries it with no
 * transaction open, and marks what became of it. A node that dies between the call and the mark
 * leaves a lease that ends; the message is sent again then, under the same id.
 */
@ApplicationScoped
class SendWebhooks {

    private static final Logger LOG = Logger.getLogger(SendWebhooks.class);

    /** So that a run ends, and the next one begins with whoever came meanwhile. */
    private static final int MOST_IN_A_RUN = 500;

    private final MessageTable messages;
    private final MakeBody bodies;
    private final Secrets secrets;
    private final Carry carry;
    private final MarkWebhook mark;
    private final WebhookSettings settings;
    private final ScheduledExecutorService executor;

    SendWebhooks(
            MessageTable messages,
            MakeBody bodies,
            Secrets secrets,
            Carry carry,
            MarkWebhook mark,
            WebhookSettings settings,
            ScheduledExecutorService executor) {
        this.messages = messages;
        this.bodies = bodies;
        this.secrets = secrets;
        this.carry = carry;
        this.mark = mark;
        this.settings = settings;
        this.executor = executor;
    }

    @Scheduled(
            every = "{almoner.webhooks.send-every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void tick() {
        run();
    }

    /** Works until nothing is due, with as many hands as the settings allow. */
    void run() {
        List<Future<?>> others = new ArrayList<>();
        for (int hand = 1; hand < settings.parallel(); hand++) {
            others.add(executor.submit(this::workOff));
        }
        workOff();
        others.forEach(SendWebhooks::await);
    }

    /** One hand of them; how many messages it took up. */
    int workOff() {
        int taken = 0;
        while (taken < MOST_IN_A_RUN && sendOne()) {
            taken++;
        }
        return taken;
    }

    private boolean sendOne() {
        Optional<MessageTable.Claimed> claimed = claim();
        claimed.ifPresent(this::send);
        return claimed.isPresent();
    }

    /** Takes one up without sending it. */
    Optional<MessageTable.Claimed> claim() {
        return QuarkusTransaction.requiringNew().call(() -> messages.claim(settings.lease()));
    }

    private void send(MessageTable.Claimed message) {
        Optional<Carry.Parcel> parcel;
        try {
            parcel = bodies.of(message).map(body -> parcel(message, body));
        } catch (MakeBody.CannotBeMade | CannotOpen notNow) {
            LOG.errorf("Message %s could not be made", message.id());
            mark.failed(message, Answer.without(Outcome.NOT_MADE, 0));
            return;
        }
        if (parcel.isEmpty()) {
            mark.dropped(message);
            return;
        }
        Answer answer = carry.carry(parcel.get());
        if (answer.outcome() == Outcome.TAKEN) {
            mark.taken(message);
        } else {
            mark.failed(message, answer);
        }
    }

    private Carry.Parcel parcel(MessageTable.Claimed message, byte[] body) {
        return new Carry.Parcel(
                message.endpoint().url(),
                secrets.open(message.endpoint()),
                message.id(),
                message.attempt(),
                body);
    }

    private static void await(Future<?> other) {
        try {
            other.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException failure) {
            // The lease ends by itself, and another run takes it.
            LOG.warnf("A delivery broke off: %s", failure.getCause().getClass().getName());
        }
    }
}
