package org.almoner.donation;

import java.util.Objects;
import java.util.UUID;

/**
 * Which instalment of which recurring gift a gift is. Opaque here; recurring gifts know more.
 *
 * @param recurringGift the agreement
 * @param number 1 for the first
 * @param receipts whether the donor wants a receipt for it
 */
public record InstalmentOf(UUID recurringGift, int number, ReceiptWish receipts) {

    public InstalmentOf {
        Objects.requireNonNull(recurringGift, "recurring gift");
        Objects.requireNonNull(receipts, "receipts");
        if (number < 1) {
            throw new IllegalArgumentException("Instalments are numbered from 1");
        }
    }
}
