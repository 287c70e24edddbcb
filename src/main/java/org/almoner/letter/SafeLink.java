package org.almoner.letter;

import java.net.URI;
import java.net.URISyntaxException;

/** Where a mail may lead: encrypted pages, and those of the machine a sandbox runs on. */
final class SafeLink {

    private SafeLink() {}

    static boolean isSafe(String address) {
        try {
            URI uri = new URI(address);
            boolean isEncrypted = "https".equals(uri.getScheme()) && uri.getHost() != null;
            boolean isLocal = "http".equals(uri.getScheme()) && "localhost".equals(uri.getHost());
            return (isEncrypted || isLocal) && uri.getUserInfo() == null;
        } catch (URISyntaxException unreadable) {
            return false;
        }
    }

    /**
     * @throws IllegalArgumentException when a mail must not lead there
     */
    static void require(String address) {
        if (!isSafe(address)) {
            throw new IllegalArgumentException("A mail leads to https addresses only");
        }
    }
}
