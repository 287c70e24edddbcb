package org.almoner.bank;

import java.util.Locale;
import org.almoner.payment.TransferFit;

/** Why a movement waits for a person; gateways have further reasons of their own. */
enum Reason {
    /** The line is about nothing. */
    ZERO,
    /** Another file tells the same under another reference of the bank. */
    POSSIBLE_DUPLICATE,
    /** There is more than one reference in the text. */
    SEVERAL_REFERENCES,
    /** Nobody was given this reference. */
    UNKNOWN_REFERENCE,
    /** There is no reference. */
    NO_REFERENCE,
    /** A sum whose parts the bank does not tell, and that no gateway knows. */
    BATCH_UNKNOWN,
    /** Money went out, and no gateway knows why: fees, or what somebody paid by hand. */
    DEBIT_UNKNOWN,
    /** The bank undoes a line of its own. */
    REVERSAL,
    /** It fits, and booking it failed again and again. */
    NOT_BOOKED;

    /** The stable code. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The code of what does not fit. */
    static String of(TransferFit fit) {
        return fit.name().toLowerCase(Locale.ROOT);
    }
}
