package org.almoner.webhook;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.almoner.problem.DomainProblem;
import org.almoner.problem.ProblemType;
import org.almoner.strongbox.Compartment;
import org.almoner.strongbox.SealedColumn;
import org.almoner.strongbox.Strongbox;

/** The secrets of endpoints; readable nowhere but here and, once, by whoever asked for them. */
@Singleton
class Secrets {

    private static final String TABLE = "webhook_endpoint";
    private static final SealedColumn PRESENT = new SealedColumn(TABLE, "sealed_secret");
    private static final SealedColumn OLD = new SealedColumn(TABLE, "sealed_old_secret");

    private final Strongbox strongbox;
    private final SecureRandom random = new SecureRandom();

    Secrets(Strongbox strongbox) {
        this.strongbox = strongbox;
    }

    @Produces
    @Singleton
    static SealedColumn present() {
        return PRESENT;
    }

    @Produces
    @Singleton
    static SealedColumn old() {
        return OLD;
    }

    /**
     * A new secret.
     *
     * @throws DomainProblem 503 while the service has no keys to seal it with
     */
    String fresh() {
        if (!strongbox.hasKeys()) {
            throw DomainProblem.of(
                    ProblemType.UNAVAILABLE,
                    "The service has no keys yet to keep secrets with; the operator sets them.");
        }
        return Signature.freshSecret(random);
    }

    String seal(UUID endpoint, String secret) {
        return strongbox.seal(place(PRESENT, endpoint), secret);
    }

    /** The present secret of an endpoint, sealed for the place of the old one. */
    String sealedAsOld(EndpointTable.Sealed endpoint) {
        String secret = strongbox.open(place(PRESENT, endpoint.id()), endpoint.secret());
        return strongbox.seal(place(OLD, endpoint.id()), secret);
    }

    /** All that sign now, the newest first. */
    List<String> open(EndpointTable.Sealed endpoint) {
        List<String> secrets = new ArrayList<>();
        secrets.add(strongbox.open(place(PRESENT, endpoint.id()), endpoint.secret()));
        if (endpoint.oldSecret() != null) {
            secrets.add(strongbox.open(place(OLD, endpoint.id()), endpoint.oldSecret()));
        }
        return secrets;
    }

    private static Compartment place(SealedColumn column, UUID endpoint) {
        return new Compartment(column.table(), column.column(), endpoint);
    }
}
