package org.almoner.webhook;

/** What came of one attempt. */
enum Outcome {
    /** 2xx. */
    TAKEN,
    /** 3xx; redirects are not followed. */
    REDIRECTED,
    /** 4xx other than 410. */
    REFUSED,
    /** 410: the receiver wants no more. */
    GONE,
    /** 5xx, or a status that HTTP does not know. */
    BROKEN,
    /** No answer in time. */
    TIMED_OUT,
    /** No connection, or one that broke off before an answer. */
    NO_CONNECTION,
    /** No certificate that counts for this name. */
    TLS_FAILED,
    /** The name leads nowhere. */
    UNKNOWN_HOST,
    /** The target, or an address its name leads to, must not be called. */
    FORBIDDEN_TARGET,
    /** The message could not be made. */
    NOT_MADE,
    /** It was taken, but that could not be written down. */
    NOT_RECORDED;

    static Outcome of(int status) {
        if (status == 410) {
            return GONE;
        }
        return switch (status / 100) {
            case 2 -> TAKEN;
            case 3 -> REDIRECTED;
            case 4 -> REFUSED;
            default -> BROKEN;
        };
    }
}
