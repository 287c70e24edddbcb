package org.almoner.problem;

/**
 * Every kind of failure a client can meet: a stable slug, the HTTP status and a title. The slug is
 * the last part of the problem's {@code type}, which is served as a page under {@code
 * /problems/{slug}}.
 */
public enum ProblemType {
    MALFORMED_REQUEST("malformed-request", 400, "The request could not be read"),
    INVALID_INPUT("invalid-input", 400, "Some of the input is not valid"),
    IDEMPOTENCY_KEY_REQUIRED("idempotency-key-required", 400, "An Idempotency-Key is needed"),
    UNVERIFIED_NOTIFICATION("unverified-notification", 400, "The notification is not genuine"),
    NOT_SIGNED_IN("not-signed-in", 401, "A valid access token is needed"),
    SIGN_IN_AGAIN("sign-in-again", 401, "A fresh sign-in is needed"),
    SECOND_FACTOR_NEEDED(
            "second-factor-needed", 401, "A fresh sign-in with a second factor is needed"),
    PAYMENT_DECLINED("payment-declined", 402, "The payment was declined"),
    NOT_ALLOWED("not-allowed", 403, "This is not allowed to you"),
    OTHER_BROWSER("other-browser", 403, "The link belongs to another browser"),
    ORIGIN_NOT_ALLOWED("origin-not-allowed", 403, "This website may not call the service"),
    NOT_FOUND("not-found", 404, "There is nothing here"),
    METHOD_NOT_ALLOWED("method-not-allowed", 405, "This method does not exist here"),
    NOT_ACCEPTABLE("not-acceptable", 406, "None of the accepted formats can be given"),
    STEP_OUT_OF_ORDER("step-out-of-order", 409, "Another step comes first"),
    ALREADY_COMPLETED("already-completed", 409, "This gift has been completed already"),
    STILL_RUNNING("still-running", 409, "The same request is still being worked on"),
    WRONG_STATE("wrong-state", 409, "That is not possible in the present state"),
    STALE_EDIT("stale-edit", 412, "Somebody else changed this in the meantime"),
    BODY_TOO_LARGE("body-too-large", 413, "The body is too large"),
    ADDRESS_TOO_LONG("address-too-long", 414, "The address is too long"),
    UNSUPPORTED_MEDIA_TYPE("unsupported-media-type", 415, "This content type is not understood"),
    KEY_REUSED("key-reused", 422, "The Idempotency-Key belongs to another request"),
    TOO_MANY_REQUESTS("too-many-requests", 429, "Too many requests"),
    HEADERS_TOO_LARGE("headers-too-large", 431, "The headers are too large"),
    UNEXPECTED("unexpected", 500, "Something went wrong on our side"),
    UNAVAILABLE("unavailable", 503, "A part of the service is down for the moment");

    private final String slug;
    private final int status;
    private final String title;

    ProblemType(String slug, int status, String title) {
        this.slug = slug;
        this.status = status;
        this.title = title;
    }

    /** Last part of the type's address, kebab-case, stable for ever. */
    public String slug() {
        return slug;
    }

    /** The HTTP status this problem is answered with. */
    public int status() {
        return status;
    }

    /** One short sentence, the same at every occurrence. */
    public String title() {
        return title;
    }
}
