package org.almoner.payment.sandbox;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import org.almoner.payment.sandbox.JournalEntry.DeliveryFate;
import org.almoner.payment.sandbox.SimulatorLedger.Deed;

/**
 * What the provider does to payments and saved methods, each act with its notifications in one
 * deed.
 */
final class SimulatorActs {

    private static final int LONGEST_SHUFFLE = 500;
    private static final int OVERTAKEN = 1000;
    private static final String BY_PAYER = "declined_by_payer";

    private final SimulatorSettings settings;
    private final Supplier<SimulatorFaults> faults;
    private final SecureRandom secure = new SecureRandom();
    private final Random chance = new Random();

    SimulatorActs(SimulatorSettings settings, Supplier<SimulatorFaults> faults) {
        this.settings = settings;
        this.faults = faults;
    }

    /** Takes (or does not take) the money, and plans what comes later. */
    SimulatedPayment make(Deed deed, String key, Turn turn) {
        Instant now = settings.clock().instant();
        SimulatedPayment payment = SimulatedPayment.made(id("pay"), key, turn, now);
        deed.note(new JournalEntry.PaymentStands(payment));
        if (payment.status() == SandboxStatus.SETTLED) {
            announce(deed, payment, "payment.settled");
        } else if (payment.status() == SandboxStatus.DECLINED) {
            announce(deed, payment, "payment.declined");
        }
        for (PlannedAct act : turn.later()) {
            plan(deed, act, act == PlannedAct.EXPIRE_METHOD ? payment.method() : payment.ref());
        }
        return payment;
    }

    private void plan(Deed deed, PlannedAct act, String ref) {
        Instant due = settings.clock().instant().plus(act.after(settings));
        deed.note(new JournalEntry.PlanStands(id("plan"), act, ref, due, false));
    }

    /** Saves a method, or does not, or asks the payer to its page. */
    SimulatedMethod save(Deed deed, MethodCall call) {
        SimulatedMethod method = SimulatedMethod.made(id("met"), call, settings.clock().instant());
        deed.note(new JournalEntry.MethodStands(method));
        if (method.status() == SandboxMethodStatus.PENDING) {
            plan(deed, PlannedAct.GIVE_UP_SAVING, method.ref());
        } else {
            announce(deed, method, told(method.status()));
        }
        return method;
    }

    /** Decides about a method that is still pending; others are left as they are. */
    boolean decide(Deed deed, SimulatedMethod method, SandboxMethodStatus status) {
        if (method.status() != SandboxMethodStatus.PENDING) {
            return false;
        }
        become(deed, method, status);
        return true;
    }

    /** Forgets a method, whatever it was. */
    SimulatedMethod forget(Deed deed, SimulatedMethod method) {
        return method.status() == SandboxMethodStatus.FORGOTTEN
                ? method
                : become(deed, method, SandboxMethodStatus.FORGOTTEN);
    }

    private void expire(Deed deed, SimulatedMethod method) {
        if (method.status() == SandboxMethodStatus.ACTIVE) {
            become(deed, method, SandboxMethodStatus.EXPIRED);
        }
    }

    private SimulatedMethod become(Deed deed, SimulatedMethod method, SandboxMethodStatus status) {
        String code = status == SandboxMethodStatus.DECLINED ? BY_PAYER : null;
        SimulatedMethod changed = method.now(status, code, settings.clock().instant());
        deed.note(new JournalEntry.MethodStands(changed));
        announce(deed, changed, told(status));
        return changed;
    }

    private static String told(SandboxMethodStatus status) {
        return switch (status) {
            case ACTIVE -> "method.active";
            case DECLINED -> "method.declined";
            case EXPIRED -> "method.expired";
            case FORGOTTEN -> "method.forgotten";
            case PENDING -> throw new IllegalArgumentException("Pending is not told");
        };
    }

    /** Decides a payment that is still pending; others are left as they are. */
    boolean decide(Deed deed, SimulatedPayment payment, SandboxStatus status) {
        if (payment.status() != SandboxStatus.PENDING) {
            return false;
        }
        String code = status == SandboxStatus.DECLINED ? BY_PAYER : null;
        SimulatedPayment decided = payment.decided(status, code, settings.clock().instant());
        deed.note(new JournalEntry.PaymentStands(decided));
        switch (status) {
            case SETTLED -> announce(deed, decided, "payment.settled");
            case DECLINED -> announce(deed, decided, "payment.declined");
            case EXPIRED -> announce(deed, decided, "payment.expired");
            case PENDING -> throw new IllegalArgumentException("Pending is no decision");
        }
        if (payment.scenario() == SandboxScenario.NOTIFIED_OUT_OF_ORDER) {
            announce(deed, payment, "payment.accepted");
        }
        return true;
    }

    /** Why money flows back. */
    enum Kind {
        REFUND,
        RETURN,
        DISPUTE
    }

    /** Lets money flow back; empty when there is not as much left. */
    Optional<SimulatedPayment.FlowBack> flowBack(
            Deed deed, SimulatedPayment payment, Kind why, long minor) {
        String kind = why == Kind.REFUND ? "REFUND" : "RETURN";
        String reason = why == Kind.RETURN ? payment.returnReason() : null;
        if (payment.status() != SandboxStatus.SETTLED || minor <= 0 || minor > payment.rest()) {
            return Optional.empty();
        }
        SimulatedPayment.FlowBack back =
                new SimulatedPayment.FlowBack(
                        id(kind.equals("REFUND") ? "ref" : "ret"), kind, minor, reason);
        Instant now = settings.clock().instant();
        SimulatedPayment flown = payment.flownBack(back, now);
        deed.note(
                new JournalEntry.PaymentStands(kind.equals("REFUND") ? flown : flown.cleared(now)));
        announce(deed, payment, kind.equals("REFUND") ? "payment.refunded" : "payment.returned");
        return Optional.of(back);
    }

    /** Does what was planned. */
    void carryOut(Deed deed, JournalEntry.PlanStands plan) {
        switch (plan.act()) {
            case GIVE_UP_SAVING -> decide(deed, method(deed, plan), SandboxMethodStatus.EXPIRED);
            case EXPIRE_METHOD -> expire(deed, method(deed, plan));
            default ->
                    carryOut(
                            deed,
                            plan.act(),
                            deed.books().payments().find(plan.ref()).orElseThrow());
        }
        deed.note(new JournalEntry.PlanStands(plan.id(), plan.act(), plan.ref(), plan.due(), true));
    }

    private static SimulatedMethod method(Deed deed, JournalEntry.PlanStands plan) {
        return deed.books().methods().find(plan.ref()).orElseThrow();
    }

    private void carryOut(Deed deed, PlannedAct act, SimulatedPayment payment) {
        switch (act) {
            case SETTLE -> decide(deed, payment, SandboxStatus.SETTLED);
            case GIVE_UP -> decide(deed, payment, SandboxStatus.EXPIRED);
            case RETURN -> flowBack(deed, payment, Kind.RETURN, payment.rest());
            case REFUND_PART ->
                    flowBack(deed, payment, Kind.REFUND, Math.max(1, payment.rest() / 2));
            case REFUND_ALL -> flowBack(deed, payment, Kind.REFUND, payment.rest());
            case OPEN_DISPUTE -> {
                SimulatedPayment disputed = payment.doubted(id("dsp"), settings.clock().instant());
                deed.note(new JournalEntry.PaymentStands(disputed));
                announce(deed, disputed, "dispute.opened");
            }
            case LOSE_DISPUTE -> {
                flowBack(deed, payment, Kind.DISPUTE, payment.rest());
                announce(deed, payment, "dispute.lost");
            }
            case GIVE_UP_SAVING, EXPIRE_METHOD ->
                    throw new IllegalArgumentException(act + " is done to a method");
        }
    }

    private void announce(Deed deed, Shelf.Item about, String type) {
        Instant now = settings.clock().instant();
        String event = id("evt");
        deed.note(
                new JournalEntry.EventHappened(
                        event, type, now, about.ref(), about.merchantReference()));
        SimulatorFaults faulty = faults.get();
        if (happens(faulty.droppedEvents())) {
            deed.note(
                    new JournalEntry.DeliveryStands(
                            event + "-1", event, 0, null, DeliveryFate.DROPPED));
            return;
        }
        boolean twice =
                about.scenario() == SandboxScenario.NOTIFIED_TWICE
                        || happens(faulty.duplicatedEvents());
        for (int copy = 1; copy <= (twice ? 2 : 1); copy++) {
            Instant next = now.plusMillis(heldBack(type));
            deed.note(
                    new JournalEntry.DeliveryStands(
                            event + "-" + copy, event, 0, next, DeliveryFate.OPEN));
        }
    }

    /** The acceptance is told after the settlement it precedes: that is its scenario. */
    private int heldBack(String type) {
        boolean overtaken = type.equals("payment.accepted");
        boolean shuffled = happens(faults.get().shuffledEvents());
        return (overtaken ? OVERTAKEN : 0) + (shuffled ? chance.nextInt(LONGEST_SHUFFLE) : 0);
    }

    /** Whether a fault of so many per cent strikes now. */
    boolean happens(int percent) {
        return percent > 0 && chance.nextInt(100) < percent;
    }

    private String id(String prefix) {
        byte[] bytes = new byte[12];
        secure.nextBytes(bytes);
        return "sbx_" + prefix + "_" + HexFormat.of().formatHex(bytes);
    }
}
