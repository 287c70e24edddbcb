package org.almoner.portal;

import org.almoner.donation.GiftStatus;
import org.almoner.giving.PaymentMethod;
import org.almoner.letter.Wording;

/** Says to a donor, in the donor's language, how things stand. */
final class PlainWords {

    private final Wording words;

    private PlainWords(Wording words) {
        this.words = words;
    }

    static PlainWords in(String language) {
        return new PlainWords(Wording.in("portal", language));
    }

    /** How a gift stands. */
    String of(GiftStatus status, PaymentMethod method) {
        boolean differs =
                status == GiftStatus.PENDING
                        && (method == PaymentMethod.BANK_TRANSFER
                                || method == PaymentMethod.SEPA_DIRECT_DEBIT);
        return words.say("gift." + status + (differs ? "." + method : ""));
    }

    /** What a method is called. */
    String of(PaymentMethod method) {
        return words.say("method." + method);
    }
}
