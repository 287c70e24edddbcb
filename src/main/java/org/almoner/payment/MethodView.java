package org.almoner.payment;

import java.time.YearMonth;
import java.util.UUID;
import org.almoner.giving.PaymentMethod;

/**
 * A saved method as others may see it.
 *
 * @param owner whose it is
 * @param provider who keeps it
 * @param label how the donor knows it again, masked; {@code null} until the provider said it
 * @param declineCode why it was not saved, for staff and rules only; {@code null} unless declined
 * @param nextAction what the donor has to do
 * @param expires last month in which it can be used; {@code null} when it does not run out
 */
public record MethodView(
        SavedMethodId id,
        UUID owner,
        String provider,
        PaymentMethod method,
        MethodState state,
        String label,
        String declineCode,
        NextAction nextAction,
        YearMonth expires) {}
