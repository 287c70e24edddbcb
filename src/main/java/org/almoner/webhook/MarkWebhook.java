package org.almoner.webhook;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.almoner.audit.AuditTrail;
import org.jboss.logging.Logger;

/** Writes down what became of an attempt, unless the endpoint was taken over meanwhile. */
@ApplicationScoped
class MarkWebhook {

    private static final Logger LOG = Logger.getLogger(MarkWebhook.class);
    private static final String ACTOR = "webhooks";

    private final MessageTable messages;
    private final EndpointTable endpoints;
    private final List<WebhookTaken> listeners;
    private final RetrySchedule schedule;
    private final AuditTrail trail;
    private final InstantSource clock;
    private final MeterRegistry meters;

    MarkWebhook(
            MessageTable messages,
            EndpointTable endpoints,
            @All List<WebhookTaken> listeners,
            WebhookSettings settings,
            AuditTrail trail,
            InstantSource clock,
            MeterRegistry meters) {
        this.messages = messages;
        this.endpoints = endpoints;
        this.listeners = List.copyOf(listeners);
        this.schedule = new RetrySchedule(settings.retryAfter());
        this.trail = trail;
        this.clock = clock;
        this.meters = meters;
    }

    /**
     * The receiver took it: whoever owed it hears of that in the same transaction, once nobody else
     * is owed the same any more.
     */
    void taken(MessageTable.Claimed message) {
        try {
            inOne(
                    message,
                    () -> {
                        boolean isOwedToOthers = messages.isOwedToOthers(message);
                        if (messages.markSent(message.id()) && !isOwedToOthers) {
                            tell(message, clock.instant());
                        }
                    });
            count(Outcome.TAKEN);
        } catch (RuntimeException failure) {
            // The message of an unknown exception may hold personal data; its type does not.
            LOG.errorf(
                    "Message %s was taken, which could not be written down: %s",
                    message.id(), failure.getClass().getName());
            failed(message, Answer.without(Outcome.NOT_RECORDED, 0));
        }
    }

    private void tell(MessageTable.Claimed message, Instant at) {
        listeners.stream()
                .filter(it -> it.type().equals(message.type()))
                .forEach(it -> it.taken(message.subject(), at));
    }

    void dropped(MessageTable.Claimed message) {
        inOne(message, () -> messages.markDropped(message.id()));
    }

    /** It is tried later, or given up, or the receiver wants no more. */
    void failed(MessageTable.Claimed message, Answer answer) {
        count(answer.outcome());
        Optional<Duration> wait =
                schedule.after(
                        message.attempt(),
                        answer.retryAfter(),
                        clock.instant(),
                        ThreadLocalRandom.current().nextDouble());
        inOne(
                message,
                () -> {
                    if (answer.outcome() == Outcome.GONE) {
                        messages.markForLater(message.id(), Outcome.GONE, Duration.ZERO);
                        suspend(message, SuspendedBecause.GONE);
                    } else if (wait.isPresent()) {
                        messages.markForLater(message.id(), answer.outcome(), wait.get());
                    } else {
                        messages.markDead(message.id(), answer.outcome());
                        suspend(message, SuspendedBecause.GAVE_UP);
                    }
                });
    }

    private void suspend(MessageTable.Claimed message, SuspendedBecause because) {
        if (endpoints.suspend(message.endpoint().id(), because)) {
            trail.record(
                    ACTOR,
                    "webhook-endpoint.suspended",
                    "webhook-endpoint/" + message.endpoint().id(),
                    message.office(),
                    because.name());
            LOG.warnf("Endpoint %s is suspended: %s", message.endpoint().id(), because);
        }
    }

    private void inOne(MessageTable.Claimed message, Runnable work) {
        QuarkusTransaction.requiringNew()
                .run(
                        () -> {
                            if (messages.giveBack(message)) {
                                work.run();
                            } else {
                                LOG.warnf(
                                        "Message %s came back after its lease; it may arrive"
                                                + " twice",
                                        message.id());
                            }
                        });
    }

    private void count(Outcome outcome) {
        meters.counter("almoner_webhooks_attempts", "outcome", outcome.name()).increment();
    }
}
