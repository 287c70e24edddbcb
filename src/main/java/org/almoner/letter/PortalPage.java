package org.almoner.letter;

import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The page of the organisation's website where donors sign in; what a mail asks them to do begins
 * there. Its address is the same for everybody who reads a language: it holds no token and nothing
 * about a person.
 */
@Singleton
public class PortalPage {

    /** Stands in the setting for the language of the reader. */
    private static final String LOCALE = "{locale}";

    private final String address;

    /**
     * @param address {@code almoner.portal.url}; must be set in production, and is the local
     *     mailbox's page otherwise
     */
    PortalPage(
            @ConfigProperty(name = "almoner.portal.url") Optional<String> address,
            @ConfigProperty(name = "quarkus.http.port", defaultValue = "8080") int port) {
        this.address =
                address.map(String::strip).orElse("http://localhost:" + port + "/dev/mailbox");
        SafeLink.require(in("en"));
    }

    /** Whether an address may be used: {@code https}, or a page of this machine. */
    public static boolean isUsable(String address) {
        return SafeLink.isSafe(address.replace(LOCALE, "en"));
    }

    /**
     * The page for readers of a language.
     *
     * @param language {@code de}, {@code en}, {@code nl} or {@code fr}
     */
    public String in(String language) {
        return address.replace(LOCALE, language);
    }
}
