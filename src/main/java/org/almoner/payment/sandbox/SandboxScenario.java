package org.almoner.payment.sandbox;

import static org.almoner.payment.sandbox.PlannedAct.GIVE_UP;
import static org.almoner.payment.sandbox.PlannedAct.LOSE_DISPUTE;
import static org.almoner.payment.sandbox.PlannedAct.OPEN_DISPUTE;
import static org.almoner.payment.sandbox.PlannedAct.REFUND_ALL;
import static org.almoner.payment.sandbox.PlannedAct.REFUND_PART;
import static org.almoner.payment.sandbox.PlannedAct.RETURN;
import static org.almoner.payment.sandbox.PlannedAct.SETTLE;

import java.util.List;

/**
 * The turns a payment in the sandbox can take; the donor's third step names one. What a collection
 * with a saved method does is decided in {@link Turn}.
 */
enum SandboxScenario {
    SUCCEEDS(
            "The money is there at once.",
            "Each collection settles at once.",
            SandboxStatus.SETTLED),
    SUCCEEDS_LATER(
            "Accepted; a signed webhook says about two seconds later that the money is there.",
            "Each collection settles about two seconds later, by webhook.",
            SandboxStatus.PENDING,
            SETTLE),
    DECLINED(
            "Refused for good; the donor may choose another payment.",
            "Saved; each collection is refused for good (account_closed).",
            SandboxStatus.DECLINED),
    REDIRECT(
            "The donor must go to the provider's page, and pays, is declined or cancels there;"
                    + " given up after half an hour.",
            "To save it, the donor must go to the provider's page; given up after half an hour."
                    + " Then each collection settles at once, without the donor.",
            SandboxStatus.PENDING,
            GIVE_UP),
    NOTIFIED_TWICE(
            "Settles after about two seconds; the same webhook is sent twice.",
            "Each collection settles after about two seconds; each webhook is sent twice.",
            SandboxStatus.PENDING,
            SETTLE),
    NOTIFIED_EARLY(
            "The money is there at once, and the webhook arrives before the answer does.",
            "At saving and at each collection the webhook arrives before the answer does.",
            SandboxStatus.SETTLED),
    NOTIFIED_OUT_OF_ORDER(
            "Settles after about two seconds; the webhook of the acceptance comes after that of the"
                    + " settlement.",
            "Each collection settles after about two seconds; the webhook of its acceptance comes"
                    + " after that of its settlement.",
            SandboxStatus.PENDING,
            SETTLE),
    RETURNED_LATER(
            "The money is there at once; a few seconds later the bank takes all of it back (AM04).",
            "Each collection settles at once, and the bank takes it back a few seconds later; the"
                    + " first, third … with reason AM04 (no funds), the second, fourth … with MD06"
                    + " (the donor's wish).",
            SandboxStatus.SETTLED,
            RETURN),
    DISPUTED_LATER(
            "The money is there at once; later it is disputed, and the dispute is lost.",
            "Each collection settles at once, is disputed later, and the dispute is lost.",
            SandboxStatus.SETTLED,
            OPEN_DISPUTE,
            LOSE_DISPUTE),
    REFUNDED_PARTLY_LATER(
            "The money is there at once; later half of it is given back.",
            "Each collection settles at once; later half of it is given back.",
            SandboxStatus.SETTLED,
            REFUND_PART),
    REFUNDED_LATER(
            "The money is there at once; later all of it is given back.",
            "Each collection settles at once; later all of it is given back.",
            SandboxStatus.SETTLED,
            REFUND_ALL),
    SLOW(
            "The money is there, but the provider takes about three seconds to say so.",
            "Saving and each collection take about three seconds."),
    PROVIDER_DOWN(
            "The provider answers 503 without doing anything until it has been asked a few times.",
            "At saving and at each collection it answers 503 until it has been asked a few times."),
    LOST_REPLY(
            "The money is taken, then the connection is cut without an answer.",
            "Saved, then the connection is cut; so it goes with each collection, too."),
    ERROR_AFTER_CHARGE(
            "The money is taken, then the provider answers 500.",
            "Saved, then the provider answers 500; so it goes with each collection, too."),
    WRONG_AMOUNT(
            "The provider reports another amount than was asked for; a person must look at it.",
            "Each collection is reported with another amount; a person must look at it."),
    FAILS_SOFTLY_ONCE(
            "Once given it settles at once; made for regular gifts.",
            "Two collections settle; the third is refused at first (by turns insufficient_funds and"
                    + " try_again_later) and settles when tried again; then the same anew."),
    FAILS_SOFTLY(
            "Refused because there is not enough money; trying again changes nothing.",
            "Saved; each collection is refused because there is not enough money"
                    + " (insufficient_funds).",
            SandboxStatus.DECLINED),
    FAILS_HARD(
            "Once given the money is there at once; what comes later is for regular gifts.",
            "The first collection settles; each later one is refused for good (card_lost)."),
    EXPIRES(
            "Once given it is paid at once; the method runs out, which matters to regular gifts.",
            "The first collection settles; about two seconds later the method runs out, which a"
                    + " webhook tells, and each later collection is refused (expired_method)."),
    SAVING_DECLINED(
            "Once given it simply succeeds; only saving the method is refused.",
            "The provider refuses to save the method (account_closed).");

    private final String what;
    private final String regularly;
    private final SandboxStatus atOnce;
    private final List<PlannedAct> later;

    SandboxScenario(String what, String regularly) {
        this(what, regularly, SandboxStatus.SETTLED);
    }

    SandboxScenario(String what, String regularly, SandboxStatus atOnce, PlannedAct... later) {
        this.what = what;
        this.regularly = regularly;
        this.atOnce = atOnce;
        this.later = List.of(later);
    }

    /** One sentence for the person who chooses it. */
    String what() {
        return what;
    }

    /** What happens when the method is saved for a regular gift, and at each collection. */
    String regularly() {
        return regularly;
    }

    /** The status of a payment made anew when the call returns. */
    SandboxStatus atOnce() {
        return atOnce;
    }

    /** What happens afterwards, in this order. */
    List<PlannedAct> later() {
        return later;
    }
}
