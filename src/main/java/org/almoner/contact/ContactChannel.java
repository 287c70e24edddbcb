package org.almoner.contact;

import org.almoner.consent.ConsentChannel;

/** By which way a person is reached; each has its own law. */
public enum ContactChannel {
    EMAIL,
    PHONE,
    SMS,
    POST;

    /** The same way in the ledger. */
    ConsentChannel inLedger() {
        return switch (this) {
            case EMAIL -> ConsentChannel.EMAIL;
            case PHONE -> ConsentChannel.PHONE;
            case SMS -> ConsentChannel.SMS;
            case POST -> ConsentChannel.POST;
        };
    }
}
