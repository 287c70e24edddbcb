package org.almoner.problem;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A refusal that the client can understand and act on. It becomes the answer {@code
 * application/problem+json}; its detail never carries personal data.
 */
public final class DomainProblem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ProblemType type;
    private final transient List<Violation> violations;
    private final transient Map<String, Object> extensions;
    private final Duration retryAfter;

    private DomainProblem(
            ProblemType type,
            String detail,
            List<Violation> violations,
            Map<String, Object> extensions,
            Duration retryAfter) {
        super(detail, null, false, false);
        this.type = type;
        this.violations = List.copyOf(violations);
        this.extensions = Map.copyOf(extensions);
        this.retryAfter = retryAfter;
    }

    /** A refusal of the given type; the detail is one sentence about this occurrence. */
    public static DomainProblem of(ProblemType type, String detail) {
        return new DomainProblem(type, detail, List.of(), Map.of(), null);
    }

    /** Input that breaks one or more rules; at least one violation must be named. */
    public static DomainProblem invalid(List<Violation> violations) {
        if (violations.isEmpty()) {
            throw new IllegalArgumentException("A refusal of input must name what is wrong");
        }
        return new DomainProblem(
                ProblemType.INVALID_INPUT,
                "See the list of violations; nothing was changed.",
                violations,
                Map.of(),
                null);
    }

    /** Input that breaks one rule. */
    public static DomainProblem invalid(String pointer, String code, String message) {
        return invalid(List.of(new Violation(pointer, code, message)));
    }

    /** The one answer for everything unknown, expired or somebody else's. */
    public static DomainProblem notFound() {
        return of(ProblemType.NOT_FOUND, "It does not exist, has expired, or is not yours.");
    }

    /** The same refusal with one more member in the problem's body. */
    public DomainProblem with(String member, Object value) {
        Map<String, Object> more = new java.util.HashMap<>(extensions);
        more.put(member, value);
        return new DomainProblem(type, getMessage(), violations, more, retryAfter);
    }

    /** The same refusal with a {@code Retry-After} header, in whole seconds, at least one. */
    public DomainProblem retryAfter(Duration wait) {
        return new DomainProblem(type, getMessage(), violations, extensions, wait);
    }

    /** What kind of refusal this is. */
    public ProblemType type() {
        return type;
    }

    /** The broken rules; empty for anything but invalid input. */
    public List<Violation> violations() {
        return violations;
    }

    /** Further members of the body. */
    public Map<String, Object> extensions() {
        return extensions;
    }

    /** When to try again; {@code null} when that would not help. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
