package org.almoner.webhook;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.almoner.mode.RunMode;
import org.almoner.problem.DomainProblem;

/**
 * What an address of a receiver may look like (AB-14): {@code https}, a name of the public DNS,
 * port 443 or one the operator allows, nobody named in it. An address in numbers is refused in
 * whatever form: no certificate that counts is made out for one, and readers of such forms
 * disagree.
 */
@Singleton
class TargetRules {

    private static final String POINTER = "/url";
    private static final int LONGEST = 500;
    private static final int HTTPS_PORT = 443;
    private static final int LARGEST_PORT = 65_535;
    private static final int LONGEST_NAME = 253;

    /** Visible ASCII without what URLs never hold; the fragment is looked at below. */
    private static final Pattern SHAPE =
            Pattern.compile("(?i)(https?)://([^/?#\\\\]*)([/?][^#\\\\]*)?(#.*)?");

    private static final Pattern VISIBLE = Pattern.compile("[\\x21-\\x7e]+");
    private static final Pattern PLACE = Pattern.compile("([a-z0-9.-]+)(?::([0-9]{1,5}))?");
    private static final String LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";

    /** At least two labels, of which the last begins with a letter: never a number. */
    private static final Pattern NAME =
            Pattern.compile("(?:" + LABEL + "\\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])");

    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost");

    private final Set<Integer> morePorts;
    private final boolean allowLoopback;

    /**
     * @throws IllegalStateException in production when receivers on the machine itself are allowed
     */
    TargetRules(WebhookSettings settings, RunMode mode) {
        this.morePorts = settings.morePorts().orElse(Set.of());
        this.allowLoopback = settings.allowLoopback();
        if (allowLoopback && !mode.isSandbox()) {
            throw new IllegalStateException(
                    "almoner.webhooks.allow-loopback is for the sandbox only: in production"
                            + " webhooks must not reach the service's own machine");
        }
    }

    /** A setting that production refuses ends the start, not the first delivery. */
    void readAtStart(@Observes StartupEvent start) {
        // The constructor has refused what it must.
    }

    /**
     * Takes an address apart.
     *
     * @throws DomainProblem 400, naming the rule it breaks
     */
    Target read(String url) {
        if (url.length() > LONGEST || !VISIBLE.matcher(url).matches()) {
            throw refused("not_a_url", "An address of at most 500 visible ASCII characters.");
        }
        Matcher parts = SHAPE.matcher(url);
        if (!parts.matches() || !isUri(url)) {
            throw refused("not_a_url", "An address that begins with https://.");
        }
        if (parts.group(4) != null) {
            throw refused("fragment", "An address without #.");
        }
        if (parts.group(2).contains("@")) {
            throw refused("user_info", "An address without a user's name or password.");
        }
        boolean isTls = parts.group(1).equalsIgnoreCase("https");
        Matcher place = PLACE.matcher(parts.group(2).toLowerCase(Locale.ROOT));
        if (!place.matches()) {
            throw notAName();
        }
        String rest = parts.group(3) == null ? "/" : parts.group(3);
        String uri = rest.startsWith("/") ? rest : "/" + rest;
        Target target =
                new Target(
                        isTls,
                        place.group(1),
                        port(place.group(2), isTls),
                        uri,
                        allowLoopback && LOOPBACK.contains(place.group(1)));
        if (!target.isLoopback()) {
            requireAllowed(target);
        }
        return target;
    }

    private void requireAllowed(Target target) {
        if (!target.tls()) {
            throw refused("https_only", "An address that begins with https://.");
        }
        if (target.host().length() > LONGEST_NAME || !NAME.matcher(target.host()).matches()) {
            throw notAName();
        }
        if (target.port() != HTTPS_PORT && !morePorts.contains(target.port())) {
            throw refused("port_not_allowed", "Port 443, or one that the operator allows.");
        }
    }

    private static int port(String text, boolean isTls) {
        if (text == null) {
            return isTls ? HTTPS_PORT : 80;
        }
        int port = Integer.parseInt(text);
        if (port < 1 || port > LARGEST_PORT) {
            throw refused("port_not_allowed", "A port from 1 to 65535.");
        }
        return port;
    }

    private static boolean isUri(String url) {
        try {
            return new URI(url).isAbsolute();
        } catch (URISyntaxException broken) {
            return false;
        }
    }

    private static DomainProblem notAName() {
        return refused(
                "not_a_host_name",
                "A host's full name in ASCII (xn-- for others), not an address in numbers.");
    }

    static DomainProblem refused(String code, String message) {
        return DomainProblem.invalid(POINTER, code, message);
    }
}
