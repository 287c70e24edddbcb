package org.almoner.payment;

import java.time.Instant;
import java.util.UUID;
import org.almoner.giving.PaymentMethod;
import org.almoner.money.Money;

/**
 * A payment as others may see it.
 *
 * @param reference the payer's business it belongs to
 * @param attempt 1 for the first try
 * @param provider who collects it
 * @param reversed how much flowed back so far
 * @param providerReference the provider's id; {@code null} until it answered
 * @param declineCode the provider's reason, for staff only; {@code null} unless declined
 * @param disputed whether the donor disputes it at the moment
 * @param reviewReason why a person must look at it; {@code null} when nobody must
 * @param nextAction what the donor has to do
 * @param settledAt when the money became ours; {@code null} before
 * @param savedMethod what it is collected with; {@code null} when the donor paid anew
 */
public record PaymentView(
        PaymentId id,
        UUID reference,
        int attempt,
        String office,
        String provider,
        PaymentMethod method,
        Money amount,
        Money reversed,
        PaymentState state,
        String providerReference,
        String declineCode,
        boolean disputed,
        String reviewReason,
        NextAction nextAction,
        String locale,
        Instant openedAt,
        Instant settledAt,
        SavedMethodId savedMethod) {}
