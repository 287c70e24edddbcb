package org.almoner.payment.sandbox;

import static org.almoner.payment.sandbox.PlannedAct.GIVE_UP;
import static org.almoner.payment.sandbox.PlannedAct.LOSE_DISPUTE;
import static org.almoner.payment.sandbox.PlannedAct.OPEN_DISPUTE;
import static org.almoner.payment.sandbox.PlannedAct.REFUND_ALL;
import static org.almoner.payment.sandbox.PlannedAct.REFUND_PART;
import static org.almoner.payment.sandbox.PlannedAct.RETURN;
import static org.almoner.payment.sandbox.PlannedAct.SETTLE;

import java.util.List;

/** The turns a payment in the sandbox can take; the donor's third step names one. */
enum SandboxScenario {
    SUCCEEDS("The money is there at once.", SandboxStatus.SETTLED),
    SUCCEEDS_LATER(
            "Accepted; a signed webhook says about two seconds later that the money is there.",
            SandboxStatus.PENDING,
            SETTLE),
    DECLINED("Refused for good; the donor may choose another payment.", SandboxStatus.DECLINED),
    REDIRECT(
            "The donor must go to the provider's page, and pays, is declined or cancels there;"
                    + " given up after half an hour.",
            SandboxStatus.PENDING,
            GIVE_UP),
    NOTIFIED_TWICE(
            "Settles after about two seconds; the same webhook is sent twice.",
            SandboxStatus.PENDING,
            SETTLE),
    NOTIFIED_EARLY(
            "The money is there at once, and the webhook arrives before the answer does.",
            SandboxStatus.SETTLED),
    NOTIFIED_OUT_OF_ORDER(
            "Settles after about two seconds; the webhook of the acceptance comes after that of the"
                    + " settlement.",
            SandboxStatus.PENDING,
            SETTLE),
    RETURNED_LATER(
            "The money is there at once; a few seconds later the bank takes all of it back.",
            SandboxStatus.SETTLED,
            RETURN),
    DISPUTED_LATER(
            "The money is there at once; later it is disputed, and the dispute is lost.",
            SandboxStatus.SETTLED,
            OPEN_DISPUTE,
            LOSE_DISPUTE),
    REFUNDED_PARTLY_LATER(
            "The money is there at once; later half of it is given back.",
            SandboxStatus.SETTLED,
            REFUND_PART),
    REFUNDED_LATER(
            "The money is there at once; later all of it is given back.",
            SandboxStatus.SETTLED,
            REFUND_ALL),
    SLOW("The money is there, but the provider takes about three seconds to say so.", null),
    PROVIDER_DOWN(
            "The provider answers 503 without doing anything until it has been asked a few times.",
            null),
    LOST_REPLY("The money is taken, then the connection is cut without an answer.", null),
    ERROR_AFTER_CHARGE("The money is taken, then the provider answers 500.", null),
    WRONG_AMOUNT(
            "The provider reports another amount than was asked for; a person must look at it.",
            null);

    private final String what;
    private final SandboxStatus atOnce;
    private final List<PlannedAct> later;

    SandboxScenario(String what, SandboxStatus atOnce, PlannedAct... later) {
        this.what = what;
        this.atOnce = atOnce == null ? SandboxStatus.SETTLED : atOnce;
        this.later = List.of(later);
    }

    /** One sentence for the person who chooses it. */
    String what() {
        return what;
    }

    /** The payment's status when the call returns. */
    SandboxStatus atOnce() {
        return atOnce;
    }

    /** What happens afterwards, in this order. */
    List<PlannedAct> later() {
        return later;
    }
}
