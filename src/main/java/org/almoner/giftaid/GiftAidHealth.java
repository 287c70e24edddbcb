package org.almoner.giftaid;

import io.smallrye.health.api.Wellness;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/**
 * Tells in the service's wellness which gifts can soon be claimed under Gift Aid no more. It says
 * so and stays up: gifts can still be taken.
 */
@Wellness
@Singleton
class GiftAidHealth implements HealthCheck {

    private final WatchClaimDeadlines watch;

    GiftAidHealth(WatchClaimDeadlines watch) {
        this.watch = watch;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("gift-aid-claims").up();
        watch.known()
                .forEach(
                        it ->
                                answer.withData(
                                        it.office().code() + " claimable until",
                                        it.until().toString()));
        return answer.build();
    }
}
