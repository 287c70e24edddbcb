package org.almoner.idempotency;

import java.util.regex.Pattern;
import org.almoner.problem.DomainProblem;
import org.almoner.problem.ProblemType;

/** A client's name for one intention, sent as header {@code Idempotency-Key}. */
public record IdempotencyKey(String value) {

    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]{16,64}");

    /** Accepts only the published shape; see {@link #required}. */
    public IdempotencyKey {
        if (value == null || !SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("An idempotency key has the shape " + SHAPE);
        }
    }

    /**
     * Reads the header (EO-2).
     *
     * @throws DomainProblem 400 when it is missing, blank, shorter than 16, longer than 64 or holds
     *     anything but letters, digits, {@code _} and {@code -}
     */
    public static IdempotencyKey required(String header) {
        if (header == null || !SHAPE.matcher(header).matches()) {
            throw DomainProblem.of(
                    ProblemType.IDEMPOTENCY_KEY_REQUIRED,
                    "Send the header Idempotency-Key with 16 to 64 letters, digits, _ or -, new for"
                            + " every intention and the same for every retry.");
        }
        return new IdempotencyKey(header);
    }
}
