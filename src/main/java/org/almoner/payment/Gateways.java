package org.almoner.payment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.almoner.giving.PaymentMethod;

/** The gateways that are installed, found by method or by name. */
@ApplicationScoped
class Gateways {

    private final List<Gateway> installed;

    Gateways(Instance<Gateway> installed) {
        this.installed = installed.stream().toList();
    }

    Set<PaymentMethod> methods() {
        Set<PaymentMethod> served = EnumSet.noneOf(PaymentMethod.class);
        installed.forEach(gateway -> served.addAll(gateway.methods()));
        return served;
    }

    Optional<Gateway> serving(PaymentMethod method) {
        return installed.stream().filter(gateway -> gateway.methods().contains(method)).findFirst();
    }

    Optional<SavesMethod> saving(PaymentMethod method) {
        return installed.stream()
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
