package org.almoner.mode;

import jakarta.inject.Singleton;
import java.util.Locale;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The mode this instance was started in; it does not change while it runs. */
@Singleton
public class RunMode {

    private final Mode mode;

    RunMode(@ConfigProperty(name = "almoner.mode", defaultValue = "sandbox") String mode) {
        this.mode = Mode.valueOf(mode.strip().toUpperCase(Locale.ROOT));
    }

    /** Whether parts that only play, such as the local mailbox, may be used. */
    public boolean isSandbox() {
        return mode == Mode.SANDBOX;
    }
}
