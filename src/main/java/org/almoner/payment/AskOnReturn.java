package org.almoner.payment;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ScheduledExecutorService;
import org.jboss.logging.Logger;

/**
 * Asks a provider that waits for our word as soon as the donor may be back from its page. The page
 * that shows the gift is not kept waiting, and books nothing by itself: it sees the outcome when it
 * asks next. Missing one is no harm, for the poll asks as well.
 */
@ApplicationScoped
class AskOnReturn {

    private static final Logger LOG = Logger.getLogger(AskOnReturn.class);

    /** A page that reloads all the time does not make us call all the time. */
    private static final Duration AT_MOST_EVERY = Duration.ofSeconds(3);

    private static final int REMEMBERED = 1000;

    private final Gateways gateways;
    private final AskProviderForTruth askForTruth;
    private final AskProviderForMethod askForMethod;

    /** This one takes nothing of the caller along: the transaction of the page stays the page's. */
    private final ScheduledExecutorService executor;

    private final InstantSource clock;
    private final Map<UUID, Instant> asked =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<UUID, Instant> eldest) {
                    return size() > REMEMBERED;
                }
            };

    AskOnReturn(
            Gateways gateways,
            AskProviderForTruth askForTruth,
            AskProviderForMethod askForMethod,
            ScheduledExecutorService executor,
            InstantSource clock) {
        this.gateways = gateways;
        this.askForTruth = askForTruth;
        this.askForMethod = askForMethod;
        this.executor = executor;
        this.clock = clock;
    }

    void about(PaymentView payment) {
        if (payment.state() == PaymentState.PENDING && waitsForUs(payment.provider())) {
            inBackground(
                    payment.id().value(),
                    () -> askForTruth.about(payment.provider(), payment.id(), ours -> {}));
        }
    }

    void about(MethodView method) {
        if (method.state() == MethodState.PENDING && waitsForUs(method.provider())) {
            inBackground(
                    method.id().value(),
                    () -> askForMethod.about(method.provider(), method.id(), ours -> {}));
        }
    }

    private boolean waitsForUs(String provider) {
        return gateways.capable(provider, CompletesPayments.class).isPresent();
    }

    private interface Question {
        void ask() throws GatewayUnavailable;
    }

    private void inBackground(UUID id, Question question) {
        if (!isDue(id)) {
            return;
        }
        executor.execute(
                () -> {
                    try {
                        question.ask();
                    } catch (GatewayUnavailable | RuntimeException failure) {
                        LOG.infof(
                                "%s could not be asked after: %s",
                                id, failure.getClass().getSimpleName());
                    }
                });
    }

    private boolean isDue(UUID id) {
        Instant now = clock.instant();
        synchronized (asked) {
            Optional<Instant> last = Optional.ofNullable(asked.get(id));
            if (last.filter(at -> now.isBefore(at.plus(AT_MOST_EVERY))).isPresent()) {
                return false;
            }
            asked.put(id, now);
            return true;
        }
    }
}
