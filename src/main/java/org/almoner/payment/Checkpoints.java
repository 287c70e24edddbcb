package org.almoner.payment;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.almoner.mode.RunMode;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Lets a rehearsal kill the process at a chosen {@link Checkpoint}; in sandbox mode only. */
@ApplicationScoped
public class Checkpoints {

    private static final Logger LOG = Logger.getLogger(Checkpoints.class);

    private final Optional<Checkpoint> fatal;

    Checkpoints(
            RunMode mode,
            @ConfigProperty(name = "almoner.rehearsal.halt-at") Optional<Checkpoint> fatal) {
        this.fatal = mode.isSandbox() ? fatal : Optional.empty();
    }

    /** Says that a phase has been reached. */
    public void passed(Checkpoint checkpoint) {
        if (fatal.filter(checkpoint::equals).isPresent()) {
            LOG.warnf("Rehearsal: the process dies at %s", checkpoint);
            Runtime.getRuntime().halt(137);
        }
    }
}
