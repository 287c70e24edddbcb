package org.almoner.payment;

/**
 * What a provider said about a payment, at once or when asked later.
 *
 * @param reference the provider's own id of the payment; unique per provider
 * @param status how far it is
 * @param amount what the provider believes is paid, for comparison with ours; never {@code null}
 * @param declineCode the provider's reason for {@link ProviderStatus#DECLINED}, for staff only;
 *     {@code null} otherwise
 * @param nextAction what the donor must do now
 */
public record ProviderAnswer(
        String reference,
        ProviderStatus status,
        org.almoner.money.Money amount,
        String declineCode,
        NextAction nextAction) {}
