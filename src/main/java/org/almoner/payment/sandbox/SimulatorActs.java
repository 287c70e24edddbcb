package org.almoner.payment.sandbox;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import org.almoner.payment.sandbox.JournalEntry.DeliveryFate;
import org.almoner.payment.sandbox.SimulatorLedger.Deed;

/** What the provider does to payments, each act with its notifications in one deed. */
final class SimulatorActs {

    private static final int LONGEST_SHUFFLE = 500;
    private static final int OVERTAKEN = 1000;

    private final SimulatorSettings settings;
    private final Supplier<SimulatorFaults> faults;
    private final SecureRandom secure = new SecureRandom();
    private final Random chance = new Random();

    SimulatorActs(SimulatorSettings settings, Supplier<SimulatorFaults> faults) {
        this.settings = settings;
        this.faults = faults;
    }

    /** Takes (or does not take) the money, and plans what comes later. */
    SimulatedPayment make(Deed deed, String key, PaymentCall call) {
        Instant now = settings.clock().instant();
        SimulatedPayment payment = SimulatedPayment.made(id("pay"), key, call, now);
        deed.note(new JournalEntry.PaymentStands(payment));
        if (payment.status() == SandboxStatus.SETTLED) {
            announce(deed, payment, "payment.settled");
        } else if (payment.status() == SandboxStatus.DECLINED) {
            announce(deed, payment, "payment.declined");
        }
        for (PlannedAct act : call.scenario().later()) {
            Instant due = now.plus(act.after(settings));
            deed.note(new JournalEntry.PlanStands(id("plan"), act, payment.ref(), due, false));
        }
        return payment;
    }

    /** Decides a payment that is still pending; others are left as they are. */
    boolean decide(Deed deed, SimulatedPayment payment, SandboxStatus status) {
        if (payment.status() != SandboxStatus.PENDING) {
            return false;
        }
        String code = status == SandboxStatus.DECLINED ? "declined_by_payer" : null;
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

    /** Lets money flow back; empty when there is not as much left. */
    Optional<SimulatedPayment.FlowBack> flowBack(
            Deed deed, SimulatedPayment payment, String kind, long minor) {
        if (payment.status() != SandboxStatus.SETTLED || minor <= 0 || minor > payment.rest()) {
            return Optional.empty();
        }
        SimulatedPayment.FlowBack back =
                new SimulatedPayment.FlowBack(
                        id(kind.equals("REFUND") ? "ref" : "ret"), kind, minor);
        Instant now = settings.clock().instant();
        SimulatedPayment flown = payment.flownBack(back, now);
        deed.note(
                new JournalEntry.PaymentStands(kind.equals("REFUND") ? flown : flown.cleared(now)));
        announce(deed, payment, kind.equals("REFUND") ? "payment.refunded" : "payment.returned");
        return Optional.of(back);
    }

    /** Does what was planned. */
    void carryOut(Deed deed, JournalEntry.PlanStands plan) {
        SimulatedPayment payment = deed.books().payment(plan.ref()).orElseThrow();
        switch (plan.act()) {
            case SETTLE -> decide(deed, payment, SandboxStatus.SETTLED);
            case GIVE_UP -> decide(deed, payment, SandboxStatus.EXPIRED);
            case RETURN -> flowBack(deed, payment, "RETURN", payment.rest());
            case REFUND_PART -> flowBack(deed, payment, "REFUND", Math.max(1, payment.rest() / 2));
            case REFUND_ALL -> flowBack(deed, payment, "REFUND", payment.rest());
            case OPEN_DISPUTE -> {
                SimulatedPayment disputed = payment.doubted(id("dsp"), settings.clock().instant());
                deed.note(new JournalEntry.PaymentStands(disputed));
                announce(deed, disputed, "dispute.opened");
            }
            case LOSE_DISPUTE -> {
                flowBack(deed, payment, "RETURN", payment.rest());
                announce(deed, payment, "dispute.lost");
            }
        }
        deed.note(new JournalEntry.PlanStands(plan.id(), plan.act(), plan.ref(), plan.due(), true));
    }

    private void announce(Deed deed, SimulatedPayment payment, String type) {
        Instant now = settings.clock().instant();
        String event = id("evt");
        deed.note(
                new JournalEntry.EventHappened(
                        event, type, now, payment.ref(), payment.merchantReference()));
        SimulatorFaults faulty = faults.get();
        if (happens(faulty.droppedEvents())) {
            deed.note(
                    new JournalEntry.DeliveryStands(
                            event + "-1", event, 0, null, DeliveryFate.DROPPED));
            return;
        }
        boolean twice =
                payment.scenario() == SandboxScenario.NOTIFIED_TWICE
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
