package org.almoner.wizard;

import java.util.UUID;
import org.almoner.idempotency.IdempotencyKey;

/**
 * One call to complete a draft.
 *
 * @param token the draft's secret as the client sent it; may be {@code null}
 * @param returnUrl checked address to come back to, or {@code null}
 * @param ip the client's address, proof of the consents
 * @param userAgent the client's browser, proof of the consents; may be {@code null}
 */
record Completion(
        UUID draft,
        String token,
        IdempotencyKey key,
        String returnUrl,
        String ip,
        String userAgent) {

    /** SHA-256 over what makes two calls the same intention. */
    String requestHash() {
        return GiftDrafts.hash(
                CompleteDraft.OPERATION
                        + "\n"
                        + draft
                        + "\n"
                        + (returnUrl == null ? "" : returnUrl));
    }

    @Override
    public String toString() {
        return "Completion[" + draft + "]";
    }
}
