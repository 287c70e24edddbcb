package org.almoner.recurring;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;
import java.util.Set;

/** A service of its own whose clock can be moved, whose jobs run when told, with a play bank. */
public class RecurringProfile implements QuarkusTestProfile {

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(MovedTime.class);
    }

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "quarkus.scheduler.enabled",
                "false",
                "almoner.test.play-bank",
                "true",
                "almoner.sepa.enabled",
                "true",
                "almoner.recurring.parallel",
                "2",
                "almoner.recurring.lease",
                "30S");
    }
}
