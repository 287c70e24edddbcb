package org.almoner.payment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.util.List;
import java.util.Optional;
import org.almoner.giving.PaymentMethod;

/** The gateways that are installed, found by method or by name. */
@ApplicationScoped
class Gateways {

    private final List<Gateway> installed;

    Gateways(Instance<Gateway> installed) {
        this.installed = installed.stream().toList();
    }

    Optional<Gateway> serving(PaymentMethod method, String office) {
        return installed.stream().filter(gateway -> gateway.serves(method, office)).findFirst();
    }

    Optional<SavesMethod> saving(PaymentMethod method, String office) {
        return installed.stream()
                .filter(gateway -> gateway.serves(method, office))
                .filter(SavesMethod.class::isInstance)
                .map(SavesMethod.class::cast)
                .filter(gateway -> gateway.savable().contains(method))
                .findFirst();
    }

    Optional<Gateway> named(String provider) {
        return installed.stream()
                .filter(gateway -> gateway.provider().equals(provider))
                .findFirst();
    }

    <C> Optional<C> capable(String provider, Class<C> capability) {
        return named(provider).filter(capability::isInstance).map(capability::cast);
    }

    List<Gateway> all() {
        return installed;
    }
}
