package org.almoner.reconciliation;

import static org.almoner.reconciliation.ProviderBooks.about;
import static org.almoner.reconciliation.ProviderBooks.name;
import static org.almoner.reconciliation.ProviderBooks.payout;
import static org.almoner.reconciliation.ProviderBooks.today;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.almoner.money.Money;
import org.almoner.payment.BalanceMovement;
import org.almoner.payment.BalanceMovement.Kind;
import org.almoner.payment.ProviderReport;
import org.almoner.payment.ProviderReport.Dispute;
import org.almoner.payment.ProviderReport.Reversal;
import org.almoner.payment.ReversalKind;
import org.almoner.payment.ScriptedPayments;

/**
 * What happened at a provider, drawn at random, with all that it tells of it and what the books
 * must come to.
 */
final class History {

    /** What the provider knew of payments, moment after moment. */
    final List<ProviderReport> reports = new ArrayList<>();

    /** Everything on its account. */
    final List<BalanceMovement> movements = new ArrayList<>();

    /** What its payout is made of. */
    final List<BalanceMovement> parts = new ArrayList<>();

    /** The bank's word on the payout. */
    Optional<PayoutStatement> statement = Optional.empty();

    private final Random random;
    private final List<ScriptedPayments.Gift> pledges = new ArrayList<>();
    private final List<String> states = new ArrayList<>();
    private final Map<String, Long> expected = new TreeMap<>();

    History(Random random, ScriptedPayments payments) {
        this.random = random;
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            gift(payments.pledged(Money.of(some(100_000), "EUR")));
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            fee(random.nextBoolean() ? -some(500) : some(100));
        }
        if (random.nextInt(4) > 0) {
            payOut();
        }
    }

    private long some(long most) {
        return 1 + random.nextLong(most);
    }

    List<UUID> gifts() {
        return pledges.stream().map(ScriptedPayments.Gift::id).toList();
    }

    List<String> payouts() {
        return movements.stream().map(BalanceMovement::payout).filter(it -> it != null).toList();
    }

    /** What each account must come to, debits less credits, but for those at zero. */
    Map<String, Long> expected() {
        Map<String, Long> left = new TreeMap<>(expected);
        left.values().removeIf(it -> it == 0);
        return left;
    }

    void check(List<String> found) {
        assertEquals(states, found);
    }

    private void expect(String debit, String credit, long minor) {
        expected.merge(debit, minor, Long::sum);
        expected.merge(credit, -minor, Long::sum);
    }

    /** By as much as the movement changes what the provider holds, fee and all. */
    private void moved(BalanceMovement movement, String against) {
        movements.add(movement);
        if (against != null) {
            expect("CLEARING-SCRIPTED", against, movement.gross());
        }
        expect("PROVIDER-FEES", "CLEARING-SCRIPTED", movement.fee());
    }

    private void fee(long gross) {
        moved(about(Kind.FEE, null, gross, 0), "PROVIDER-FEES");
    }

    /** Each turn takes a part of what is left. */
    private final class Turns {

        private final ScriptedPayments.Gift gift;
        private final List<Reversal> back = new ArrayList<>();
        private final List<Dispute> disputes = new ArrayList<>();
        private ReversalKind last;
        private long left;

        Turns(ScriptedPayments.Gift gift) {
            this.gift = gift;
            left = gift.amount().minor();
        }

        private void tell() {
            reports.add(gift.report(List.copyOf(back), List.copyOf(disputes)));
        }

        private void flowsBack(String reference, ReversalKind kind, long minor, String from) {
            back.add(new Reversal(reference, kind, Money.of(minor, "EUR")));
            expect("DONATIONS-GIVEN-BACK", from, minor);
            left -= minor;
            last = kind;
        }

        private void refund(ReversalKind kind) {
            long minor = random.nextInt(3) == 0 ? left : some(left);
            flowsBack(name("re"), kind, minor, "CLEARING-SCRIPTED");
            moved(about(Kind.REFUND, gift.payment(), -minor, 0), null);
            tell();
        }

        private void dispute() {
            String dispute = name("dp");
            long minor = some(left);
            moved(about(Kind.DISPUTE, gift.payment(), -minor, 1500), "DISPUTES-HELD");
            disputes.add(new Dispute(dispute, false));
            tell();
            int end = random.nextInt(3);
            if (end == 0) {
                return;
            }
            disputes.set(disputes.size() - 1, new Dispute(dispute, true));
            if (end == 1) {
                moved(about(Kind.DISPUTE_WON, gift.payment(), minor, -1500), "DISPUTES-HELD");
            } else {
                flowsBack(dispute, ReversalKind.RETURN, minor, "DISPUTES-HELD");
            }
            tell();
        }
    }

    private void gift(ScriptedPayments.Gift gift) {
        pledges.add(gift);
        if (pledges.size() > 1 && random.nextInt(8) == 0) {
            states.add("PLEDGED 0");
            return;
        }
        Turns turns = new Turns(gift);
        turns.tell();
        expect("CLEARING-SCRIPTED", "DONATIONS", gift.amount().minor());
        BalanceMovement paid = about(Kind.PAYMENT, gift.payment(), gift.amount().minor(), some(60));
        moved(paid, null);
        parts.add(paid);
        for (int i = random.nextInt(4); i > 0 && turns.left > 0; i--) {
            switch (random.nextInt(4)) {
                case 0, 1 -> turns.refund(ReversalKind.REFUND);
                case 2 -> turns.refund(ReversalKind.RETURN);
                default -> turns.dispute();
            }
        }
        states.add(state(turns, gift) + " " + (gift.amount().minor() - turns.left));
    }

    private static String state(Turns turns, ScriptedPayments.Gift gift) {
        if (turns.left == gift.amount().minor()) {
            return "SETTLED";
        }
        if (turns.left > 0) {
            return "PARTLY_REFUNDED";
        }
        return turns.last == ReversalKind.RETURN ? "RETURNED" : "REFUNDED";
    }

    /** Of the payments, whatever was taken off them since. */
    private void payOut() {
        long minor = parts.stream().mapToLong(it -> it.gross() - it.fee()).sum();
        if (minor <= 0) {
            return;
        }
        String payout = name("po");
        moved(payout(Kind.PAYOUT, payout, -minor), "PAYOUTS-UNDERWAY");
        switch (random.nextInt(3)) {
            case 0 -> moved(payout(Kind.PAYOUT_FAILED, payout, minor), "PAYOUTS-UNDERWAY");
            case 1 -> {
                expect("BANK", "PAYOUTS-UNDERWAY", minor);
                statement =
                        Optional.of(new PayoutStatement().line(today(), minor, "Scripted", payout));
            }
            default -> {}
        }
    }
}
