package org.almoner.tax;

import io.smallrye.health.api.Wellness;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/**
 * Tells in the service's wellness which tax notices and which certificates of signatures run out.
 * It says so and stays up: gifts can still be taken, only not confirmed.
 */
@Wellness
@Singleton
class NoticesHealth implements HealthCheck {

    private final WatchNotices watch;

    NoticesHealth(WatchNotices watch) {
        this.watch = watch;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("tax-notices").up();
        watch.runningOut()
                .forEach(
                        it ->
                                answer.withData(
                                        it.office().code()
                                                + (it.kind() == WatchNotices.Kind.CERTIFICATE
                                                        ? " certificate good until"
                                                        : " good until"),
                                        it.goodUntil().toString()));
        return answer.build();
    }
}
