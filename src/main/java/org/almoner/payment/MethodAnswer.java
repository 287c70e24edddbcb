package org.almoner.payment;

import java.time.YearMonth;

/**
 * What a provider said about a saved method, at once or when asked later.
 *
 * @param reference the provider's own id of it; unique per provider; may be {@code null} only when
 *     it was declined
 * @param status how far it is
 * @param label how the donor knows it again, masked by the provider, such as {@code Sandbox ••••
 *     4242}; may be {@code null} until it is active
 * @param declineCode the provider's reason for {@link MethodStatus#DECLINED}, for staff and retry
 *     rules; {@code null} otherwise
 * @param nextAction what the donor must do now
 * @param expires last month in which it can be used; {@code null} when it does not run out
 */
public record MethodAnswer(
        String reference,
        MethodStatus status,
        String label,
        String declineCode,
        NextAction nextAction,
        YearMonth expires) {

    public MethodAnswer {
        if (reference == null && status != MethodStatus.DECLINED) {
            throw new IllegalArgumentException("A method that was saved has a reference");
        }
    }
}
