package org.almoner.payment.stripe;

import com.stripe.model.PaymentIntent;
import com.stripe.model.SetupIntent;
import com.stripe.model.StripeCollection;
import com.stripe.param.PaymentIntentCancelParams;
import com.stripe.param.PaymentIntentListParams;
import com.stripe.param.SetupIntentCancelParams;
import com.stripe.param.SetupIntentListParams;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.almoner.payment.GatewayUnavailable;
import org.jboss.logging.Logger;

/**
 * Cancels intents that nobody confirmed: Stripe keeps them open for ever, and a gift that waits for
 * ever can neither be given up nor tried again. What is cancelled cannot be paid any more, so no
 * money comes after the end. Runs on every node; cancelling twice is cancelling once.
 */
@Singleton
class CancelAbandoned {

    private static final Logger LOG = Logger.getLogger(CancelAbandoned.class);

    /** How far back is looked, beyond the time that donors have. */
    private static final Duration LOOK_BACK = Duration.ofDays(3);

    private static final long PAGE = 100;

    private final StripeAccounts accounts;
    private final StripeSettings settings;
    private final InstantSource clock;

    CancelAbandoned(StripeAccounts accounts, StripeSettings settings, InstantSource clock) {
        this.accounts = accounts;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(
            every = "{almoner.stripe.give-up-every}",
            delayed = "{almoner.stripe.give-up-every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void run() {
        Instant until = clock.instant().minus(settings.giveUpAfter());
        for (StripeAccount account : accounts.all()) {
            try {
                cancelPayments(account, until);
                cancelCards(account, until);
            } catch (GatewayUnavailable unavailable) {
                LOG.infof("%s is tidied later: %s", account, unavailable.getMessage());
            }
        }
    }

    private static void cancelPayments(StripeAccount account, Instant until)
            throws GatewayUnavailable {
        PaymentIntentListParams.Builder params =
                PaymentIntentListParams.builder()
                        .setCreated(
                                PaymentIntentListParams.Created.builder()
                                        .setGte(until.minus(LOOK_BACK).getEpochSecond())
                                        .setLt(until.getEpochSecond())
                                        .build())
                        .setLimit(PAGE);
        StripeCollection<PaymentIntent> slice;
        do {
            slice =
                    account.read(
                            client ->
                                    client.v1()
                                            .paymentIntents()
                                            .list(
                                                    params.build(),
                                                    StripeAccount.within(StripeAccount.USUALLY)));
            for (PaymentIntent one : slice.getData()) {
                if (ReadPayments.ours(one.getMetadata()).isPresent()
                        && ReadPayments.waitsForDonor(one)) {
                    cancel(account, one.getId());
                }
                params.setStartingAfter(one.getId());
            }
        } while (slice.getHasMore() && !slice.getData().isEmpty());
    }

    /** Where the donor was faster Stripe refuses, which is as good. */
    private static void cancel(StripeAccount account, String intent) throws GatewayUnavailable {
        PaymentIntentCancelParams params =
                PaymentIntentCancelParams.builder()
                        .setCancellationReason(
                                PaymentIntentCancelParams.CancellationReason.ABANDONED)
                        .build();
        try {
            account.ask(
                    client ->
                            client.v1()
                                    .paymentIntents()
                                    .cancel(
                                            intent,
                                            params,
                                            StripeAccount.keyed(
                                                    "cancel-" + intent, StripeAccount.SHORT)));
        } catch (Refused refused) {
            LOG.infof("An intent of %s is not given up: %s", account, refused.code());
        }
    }

    private static void cancelCards(StripeAccount account, Instant until)
            throws GatewayUnavailable {
        SetupIntentListParams.Builder params =
                SetupIntentListParams.builder()
                        .setCreated(
                                SetupIntentListParams.Created.builder()
                                        .setGte(until.minus(LOOK_BACK).getEpochSecond())
                                        .setLt(until.getEpochSecond())
                                        .build())
                        .setLimit(PAGE);
        StripeCollection<SetupIntent> slice;
        do {
            slice = SaveCards.list(account, params.build());
            for (SetupIntent one : slice.getData()) {
                if (SaveCards.ours(one.getMetadata()).isPresent() && SaveCards.isOpen(one)) {
                    SaveCards.cancel(
                            account,
                            one.getId(),
                            SetupIntentCancelParams.CancellationReason.ABANDONED);
                }
                params.setStartingAfter(one.getId());
            }
        } while (slice.getHasMore() && !slice.getData().isEmpty());
    }
}
