package org.almoner.payment.paypal;

/** What can go wrong with one call to the tests' PayPal. */
enum FakeFault {
    /** 429 with {@code Retry-After: 7}; nothing is done. */
    RATE_LIMITED,
    /** 429 without saying when to come again. */
    RATE_LIMITED_SILENTLY,
    /** 500; nothing is done. */
    ERROR_BEFORE,
    /** 500, after it was done. */
    ERROR_AFTER,
    /** The connection is cut after it was done. */
    LOST_REPLY,
    /** 409: the same request is being worked on. */
    CONFLICT,
    /** 401: the token is not taken any more. */
    STALE_TOKEN,
    /** 403: the app may not. */
    FORBIDDEN,
    /** A page instead of JSON, with status 200. */
    HTML,
    /** JSON that ends too early. */
    CUT,
    /** More than anybody reads. */
    OVERSIZED,
    /** A redirect to somewhere else. */
    REDIRECT
}
