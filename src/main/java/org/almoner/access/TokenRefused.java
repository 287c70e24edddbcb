package org.almoner.access;

/**
 * Why a token is not believed, as a short stable word for logs and counters; never to the caller.
 */
final class TokenRefused extends Exception {

    private static final long serialVersionUID = 1L;

    TokenRefused(String reason) {
        super(reason, null, false, false);
    }
}
