package org.almoner.payment.sandbox;

import java.time.Duration;

/** What the provider will do to a payment or a saved method when its time has come. */
enum PlannedAct {
    SETTLE,
    RETURN,
    OPEN_DISPUTE,
    LOSE_DISPUTE,
    REFUND_PART,
    REFUND_ALL,
    GIVE_UP,
    GIVE_UP_SAVING,
    EXPIRE_METHOD;

    /** How long after the payment was made or the method was saved. */
    Duration after(SimulatorSettings settings) {
        return switch (this) {
            case SETTLE, EXPIRE_METHOD -> settings.soon();
            case RETURN, OPEN_DISPUTE, REFUND_PART, REFUND_ALL -> settings.later();
            case GIVE_UP, GIVE_UP_SAVING -> Duration.ofMinutes(30);
            case LOSE_DISPUTE -> settings.later().multipliedBy(2);
        };
    }
}
