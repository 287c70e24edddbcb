package org.almoner.payment;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import org.almoner.outbox.Delivery;
import org.almoner.outbox.OutboxHandler;

/** Tells a provider to forget a method that was revoked. */
@Singleton
class ForgetMethods implements OutboxHandler {

    static final String KIND = "forget-method";

    private final SavedMethods methods;
    private final Gateways gateways;

    ForgetMethods(SavedMethods methods, Gateways gateways) {
        this.methods = methods;
        this.gateways = gateways;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Delivery deliver(UUID subject, int occurrence) {
        Optional<SavedMethod> method =
                QuarkusTransaction.requiringNew().call(() -> methods.findByIdOptional(subject));
        Optional<SavesMethod> keeper =
                method.flatMap(found -> gateways.capable(found.provider(), SavesMethod.class));
        if (keeper.isEmpty()) {
            return new Delivery.Refused("Nobody is there who could forget the method");
        }
        try {
            Optional<String> reference = reference(method.get(), keeper.get());
            if (reference.isPresent()) {
                keeper.get()
                        .forget(
                                new MethodTrace(
                                        method.get().id(), method.get().office(), reference.get()));
            }
            return new Delivery.Delivered();
        } catch (GatewayUnavailable unavailable) {
            return new Delivery.RetryLater("The provider could not be told");
        }
    }

    /** A method whose saving was never answered may be there all the same. */
    private static Optional<String> reference(SavedMethod method, SavesMethod keeper)
            throws GatewayUnavailable {
        if (method.providerReference() != null) {
            return Optional.of(method.providerReference());
        }
        return keeper.lookUpMethod(MethodTrace.of(method)).map(MethodAnswer::reference);
    }
}
