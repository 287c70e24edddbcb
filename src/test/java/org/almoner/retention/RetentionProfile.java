package org.almoner.retention;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;
import java.util.Set;
import org.almoner.recurring.MovedTime;

/** A service of its own whose clock can be moved, whose jobs run when told, and few may go. */
public class RetentionProfile implements QuarkusTestProfile {

    /** As many of an office's records as may go in one run. */
    static final int SHARE = 12;

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(MovedTime.class);
    }

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "quarkus.scheduler.enabled",
                "false",
                "almoner.retention.slice",
                "3",
                "almoner.retention.share-percent",
                "0",
                "almoner.retention.share-at-least",
                String.valueOf(SHARE));
    }
}
