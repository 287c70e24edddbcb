package org.almoner.staff;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.almoner.giving.PaymentMethod;
import org.almoner.money.Money;
import org.almoner.payment.PaymentState;

/**
 * One gift with all attempts to pay it, oldest first.
 *
 * @param gift what the list shows too
 */
record StaffGiftDetail(@JsonUnwrapped StaffGift gift, List<StaffPayment> payments) {

    /** One attempt to pay. */
    record StaffPayment(
            UUID id,
            int attempt,
            PaymentMethod method,
            String provider,
            String providerReference,
            PaymentState state,
            Money amount,
            Money reversed,
            boolean disputed,
            String declineCode,
            String reviewReason,
            Instant openedAt,
            Instant settledAt,
            Instant changedAt) {}
}
