package org.almoner.http;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.almoner.problem.DomainProblem;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Where a provider may send donors back to: the websites the widget and the portal run on, nowhere
 * else.
 */
@ApplicationScoped
public class ReturnAddresses {

    private final List<String> origins;

    ReturnAddresses(
            @ConfigProperty(name = "almoner.widget.origins") Optional<List<String>> origins) {
        this.origins = origins.orElse(List.of());
    }

    /**
     * The address, if it may be used; {@code null} stays.
     *
     * @throws DomainProblem when its origin is not one of {@code almoner.widget.origins}
     */
    public String check(String address) {
        if (address == null) {
            return null;
        }
        if (originOf(address).filter(origins::contains).isEmpty()) {
            throw DomainProblem.invalid(
                    "/returnUrl",
                    "origin_not_allowed",
                    "The address must be on one of the configured websites.");
        }
        return address;
    }

    private static Optional<String> originOf(String address) {
        try {
            URI uri = new URI(address);
            if (uri.getScheme() == null || uri.getHost() == null || uri.getUserInfo() != null) {
                return Optional.empty();
            }
            String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
            return Optional.of(uri.getScheme() + "://" + uri.getHost() + port);
        } catch (java.net.URISyntaxException notAnAddress) {
            return Optional.empty();
        }
    }
}
