package org.almoner.payment;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Looks a saved method up at its provider and records what it says. */
@ApplicationScoped
class AskProviderForMethod {

    private static final Logger LOG = Logger.getLogger(AskProviderForMethod.class);

    private final SavedMethods methods;
    private final Gateways gateways;
    private final RecordMethodWord word;

    AskProviderForMethod(SavedMethods methods, Gateways gateways, RecordMethodWord word) {
        this.methods = methods;
        this.gateways = gateways;
        this.word = word;
    }

    /**
     * Asks and records.
     *
     * @param alsoInTransaction runs in the transaction that records the word; told whether the
     *     method is ours at all
     * @throws GatewayUnavailable when the provider cannot be asked now
     */
    void about(String provider, SavedMethodId id, AskProviderForTruth.Conclusion alsoInTransaction)
            throws GatewayUnavailable {
        SavesMethod gateway =
                gateways.capable(provider, SavesMethod.class)
                        .orElseThrow(
                                () ->
                                        GatewayUnavailable.notReached(
                                                "The gateway cannot be asked for a method"));
        Optional<MethodAnswer> answer = gateway.lookUpMethod(trace(id));
        QuarkusTransaction.requiringNew()
                .run(
                        () -> {
                            Optional<SavedMethod> ours =
                                    methods.locked(id)
                                            .filter(found -> found.provider().equals(provider));
                            boolean isKnown = ours.isPresent() && answer.isPresent();
                            if (isKnown) {
                                word.record(ours.get(), answer.get());
                            } else {
                                LOG.warnf("%s does not match saved method %s", provider, id);
                            }
                            alsoInTransaction.reached(isKnown);
                        });
    }

    private MethodTrace trace(SavedMethodId id) {
        return QuarkusTransaction.requiringNew()
                .call(() -> methods.findByIdOptional(id.value()))
                .map(MethodTrace::of)
                .orElse(new MethodTrace(id, null, null));
    }
}
