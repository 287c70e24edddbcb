package org.almoner.webhook;

/**
 * Where a webhook goes, taken apart.
 *
 * @param host a name in small letters
 * @param uri path and query, as they stand in the request line
 * @param isLoopback whether this very machine is meant, which only the sandbox may allow
 */
record Target(boolean tls, String host, int port, String uri, boolean isLoopback) {

    /** Paths may hold what a receiver knows us by. */
    @Override
    public String toString() {
        return "Target[" + host + ":" + port + "]";
    }
}
