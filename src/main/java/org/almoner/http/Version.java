package org.almoner.http;

import org.almoner.problem.DomainProblem;

/** The version a client has seen, as the header {@code If-Match} tells it. */
public final class Version {

    private Version() {}

    /**
     * The version.
     *
     * @throws DomainProblem 400 when the header is missing or is no ETag of ours
     */
    public static Integer required(String header) {
        if (header == null) {
            throw DomainProblem.invalid(
                    "header:If-Match", "required", "Send the ETag of the state you have seen.");
        }
        return optional(header);
    }

    /** The version; {@code null} when the client does not care. */
    public static Integer optional(String header) {
        if (header == null || header.equals("*")) {
            return null;
        }
        if (!header.matches("\"[0-9]{1,9}\"")) {
            throw DomainProblem.invalid(
                    "header:If-Match", "no_etag", "Send the ETag as it was answered.");
        }
        return Integer.valueOf(header.substring(1, header.length() - 1));
    }
}
