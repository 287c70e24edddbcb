package org.almoner.wizard;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.almoner.consent.ConsentAnswer;
import org.almoner.donation.GiftStatus;
import org.almoner.donor.MaskedDonor;
import org.almoner.giving.Cadence;
import org.almoner.giving.PaymentMethod;
import org.almoner.money.Money;
import org.almoner.payment.NextAction;
import org.almoner.recurring.RecurringGiftState;

/** A draft as the contract shows it: personal data masked, the token only at its creation. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record DraftView(
        UUID id,
        String draftToken,
        Step step,
        Instant expiresAt,
        String country,
        String locale,
        String office,
        Money amount,
        Cadence cadence,
        RecurringWish recurring,
        LocalDate firstDueOn,
        String campaign,
        MaskedDonor donor,
        List<ConsentAnswer> consents,
        ChosenMethod paymentMethod,
        UUID donation,
        GiftStatus status,
        MadeRecurring recurringGift,
        NextAction nextAction) {

    /** The recurring gift the draft has become. */
    record MadeRecurring(
            UUID id, String number, RecurringGiftState status, FirstInstalment firstInstalment) {}

    /** What step 3 chose; an IBAN is never shown again. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ChosenMethod(PaymentMethod method, String scenario) {}
}
