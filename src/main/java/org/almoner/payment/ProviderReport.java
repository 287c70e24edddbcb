package org.almoner.payment;

import java.util.List;
import org.almoner.money.Money;

/**
 * The whole truth about one payment as the provider tells it, on which alone we book.
 *
 * @param payment our id as the provider remembers it
 * @param answer reference, status and amount
 * @param reversals money that flowed back, each with the provider's own id; oldest first
 * @param disputed whether a dispute is open at the moment
 * @param ambiguous whether the provider knows several payments for this one of ours: money may have
 *     been taken twice, and a person must look
 */
public record ProviderReport(
        PaymentId payment,
        ProviderAnswer answer,
        List<Reversal> reversals,
        boolean disputed,
        boolean ambiguous) {

    /**
     * Money that flowed back.
     *
     * @param reference the provider's id of this movement; unique per provider
     * @param kind why it flowed back
     * @param amount how much
     */
    public record Reversal(String reference, ReversalKind kind, Money amount) {}
}
