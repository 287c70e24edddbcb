package org.almoner.staff;

import org.almoner.problem.DomainProblem;

/** The version a client has seen, as the header {@code If-Match} tells it. */
final class Version {

    private Version() {}

    /**
     * The version.
     *
     * @throws DomainProblem 400 when the header is missing or is no ETag of ours
     */
    static Integer required(String header) {
        if (header == null) {
            throw DomainProblem.invalid(
                    "header:If-Match", "required", "Send the ETag of the state you have seen.");
        }
        return optional(header);
    }

    /** The version; {@code null} when the client does not care. */
    static Integer optional(String header) {
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
