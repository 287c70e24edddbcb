package org.almoner.payment.stripe;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.time.InstantSource;
import java.util.Map;

/** A Stripe for the service under test, which has an account there for the office in Germany. */
public final class StripeServer implements QuarkusTestResourceLifecycleManager {

    private static volatile FakeStripe stripe;

    static FakeStripe stripe() {
        return stripe;
    }

    @Override
    public Map<String, String> start() {
        stripe = new FakeStripe(InstantSource.system());
        return Map.of(
                // Who was interrupted is taken over at once instead of after half a minute.
                "almoner.wizard.completer-every",
                "1S",
                "almoner.wizard.completer-age",
                "1S",
                "almoner.stripe.base-url",
                stripe.base().toString(),
                "almoner.stripe.accounts.DE.secret-key",
                FakeStripe.SECRET_KEY,
                "almoner.stripe.accounts.DE.publishable-key",
                FakeStripe.PUBLISHABLE_KEY,
                "almoner.stripe.accounts.DE.webhook-secrets",
                FakeStripe.WEBHOOK_SECRET + "," + FakeStripe.OLD_WEBHOOK_SECRET);
    }

    @Override
    public void stop() {
        if (stripe != null) {
            stripe.close();
        }
    }
}
