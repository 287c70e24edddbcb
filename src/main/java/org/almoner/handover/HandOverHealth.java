package org.almoner.handover;

import io.smallrye.health.api.Wellness;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/**
 * Tells in the service's wellness which offices have not acknowledged a withdrawal or an erasure in
 * time. It says so and stays up: a person must ask the office.
 */
@Wellness
@Singleton
class HandOverHealth implements HealthCheck {

    private final CountOpen open;

    HandOverHealth(CountOpen open) {
        this.open = open;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("hand-overs").up();
        open.overdue()
                .forEach(
                        it ->
                                answer.withData(
                                        it.office() + " has not acknowledged since",
                                        it.oldest().toString()));
        return answer.build();
    }
}
