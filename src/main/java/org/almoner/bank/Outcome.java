package org.almoner.bank;

import java.util.UUID;
import org.almoner.payment.AccountWord;
import org.almoner.payment.PaymentView;

/**
 * What came of working a movement off: booked on a payment, known to a gateway, or waiting.
 *
 * @param payment {@code null} unless it was booked here
 * @param donation the gift it was booked on
 * @param belongsTo what a gateway says it belongs to; {@code null} otherwise
 * @param reason why it waits; {@code null} when it does not
 */
record Outcome(UUID payment, UUID donation, String belongsTo, String reason) {

    private static final int LONGEST_REASON = 40;

    static Outcome booked(PaymentView payment) {
        return new Outcome(payment.id().value(), payment.reference(), null, null);
    }

    static Outcome waits(Reason reason) {
        return waits(reason.code());
    }

    static Outcome waits(String reason) {
        return new Outcome(null, null, null, Told.cut(reason, LONGEST_REASON));
    }

    static Outcome of(AccountWord word) {
        if (word instanceof AccountWord.Matched matched) {
            return new Outcome(null, null, matched.to(), null);
        }
        return waits(((AccountWord.Waits) word).reason());
    }

    String state() {
        return reason == null ? "MATCHED" : "WAITING";
    }
}
