package org.almoner.reconciliation;

import static org.almoner.reconciliation.ProviderBooks.about;
import static org.almoner.reconciliation.ProviderBooks.movement;
import static org.almoner.reconciliation.ProviderBooks.name;
import static org.almoner.reconciliation.ProviderBooks.payout;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.almoner.TestDatabase;
import org.almoner.money.Money;
import org.almoner.payment.BalanceMovement;
import org.almoner.payment.BalanceMovement.Kind;
import org.almoner.payment.PaymentId;
import org.almoner.payment.ProviderReport.Dispute;
import org.almoner.payment.ProviderReport.Reversal;
import org.almoner.payment.ReversalKind;
import org.almoner.payment.ScriptedPayments;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a provider's account shows is kept once and booked once, whatever happens on the way. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class TakeMovementsTest {

    private static final Money GIFT = Money.of(2500, "EUR");

    private final ProviderBooks books;
    private final ScriptedProvider provider;
    private final ScriptedPayments payments;
    private final WatchAccounts watch;
    private final MeterRegistry meters;

    TakeMovementsTest(
            ProviderBooks books,
            ScriptedProvider provider,
            ScriptedPayments payments,
            WatchAccounts watch,
            MeterRegistry meters) {
        this.watch = watch;
        this.meters = meters;
        this.books = books;
        this.provider = provider;
        this.payments = payments;
    }

    @BeforeEach
    void anAccount() {
        books.begin();
    }

    @AfterEach
    void noAccount() {
        provider.forget();
    }

    @Test
    void fees_are_booked_apart_from_gifts_and_given_back_the_other_way_round() {
        ScriptedPayments.Gift gift = payments.settled(GIFT);
        BalanceMovement own = about(Kind.FEE, null, -199, 0);
        BalanceMovement back = about(Kind.FEE, null, 150, 0);
        books.told(
                about(Kind.PAYMENT, gift.payment(), 2500, 60),
                about(Kind.REFUND, gift.payment(), -500, -12),
                own,
                back);
        assertEquals(
                List.of(
                        "GIFT CLEARING-SCRIPTED DONATIONS 2500 EUR",
                        "PROVIDER_FEE CLEARING-SCRIPTED PROVIDER-FEES 12 EUR",
                        "PROVIDER_FEE PROVIDER-FEES CLEARING-SCRIPTED 60 EUR"),
                books.of(gift.id()));
        assertEquals(
                List.of("PROVIDER_FEE PROVIDER-FEES CLEARING-SCRIPTED 199 EUR"), books.of(own));
        assertEquals(
                List.of("PROVIDER_FEE CLEARING-SCRIPTED PROVIDER-FEES 150 EUR"), books.of(back));
        assertEquals(List.of(), books.broken());
    }

    @Test
    void what_is_told_again_in_other_pieces_and_twice_in_one_is_kept_and_booked_once() {
        ScriptedPayments.Gift gift = payments.settled(GIFT);
        List<BalanceMovement> all = new ArrayList<>();
        for (int i = 0; i < 230; i++) {
            all.add(about(Kind.FEE, gift.payment(), -1 - i, 0));
        }
        all.addAll(all.subList(10, 20));
        books.told(all.toArray(BalanceMovement[]::new));
        Collections.shuffle(provider.movements);
        books.read();
        assertEquals(
                230, books.count("provider_movement WHERE payment_id = ?", gift.payment().value()));
        assertEquals(
                230,
                books.count(
                        "ledger_entry WHERE donation_id = ? AND account = 'PROVIDER-FEES'",
                        gift.id()));
        assertEquals(230 * 231 / 2, books.balance(gift.id(), "PROVIDER-FEES"));
        assertEquals(
                0,
                books.count(
                        "provider_movement WHERE told_otherwise AND payment_id = ?",
                        gift.payment().value()));
    }

    @Test
    void a_provider_that_goes_down_halfway_is_asked_again_and_nothing_is_lost() {
        ScriptedPayments.Gift gift = payments.settled(GIFT);
        for (int i = 0; i < 150; i++) {
            provider.movements.add(about(Kind.FEE, gift.payment(), -1, 0));
        }
        provider.answersLeft = 1;
        books.read();
        assertEquals(100, books.balance(gift.id(), "PROVIDER-FEES"));
        assertEquals(
                1,
                books.count(
                        "provider_account WHERE provider = 'scripted' AND tries = 1"
                                + " AND claimed_until IS NULL AND not_before > now()"));
        provider.answersLeft = Integer.MAX_VALUE;
        books.read();
        assertEquals(150, books.balance(gift.id(), "PROVIDER-FEES"));
        assertEquals(1, books.count("provider_account WHERE provider = 'scripted' AND tries = 0"));
    }

    @Test
    void the_wait_after_a_failure_doubles_up_to_an_hour() {
        assertEquals(Duration.ofMinutes(1), TakeMovements.wait(0));
        assertEquals(Duration.ofMinutes(32), TakeMovements.wait(5));
        assertEquals(Duration.ofHours(1), TakeMovements.wait(6));
        assertEquals(Duration.ofHours(1), TakeMovements.wait(1_000));
    }

    @Test
    void a_node_that_lost_its_account_to_another_one_stores_nothing_more() {
        ScriptedPayments.Gift gift = payments.settled(GIFT);
        provider.movements.add(about(Kind.FEE, gift.payment(), -1, 0));
        provider.meanwhile =
                () ->
                        books.sql()
                                .write(
                                        "UPDATE provider_account SET claim = claim + 1,"
                                                + " claimed_until = now() + interval '1 minute'"
                                                + " WHERE provider = 'scripted'");
        books.read();
        assertEquals(0, books.balance(gift.id(), "PROVIDER-FEES"));
        provider.meanwhile = () -> {};
        books.read();
        assertEquals(1, books.balance(gift.id(), "PROVIDER-FEES"));
    }

    @Test
    void an_account_is_read_from_where_it_was_read_to_less_some_days_and_never_up_to_now() {
        BalanceMovement late =
                new BalanceMovement(
                        name("txn"),
                        Kind.FEE,
                        null,
                        -5,
                        0,
                        Currency.getInstance("EUR"),
                        java.time.Instant.now().minus(Duration.ofDays(2)),
                        null,
                        null);
        BalanceMovement now =
                new BalanceMovement(
                        name("txn"),
                        Kind.FEE,
                        null,
                        -5,
                        0,
                        Currency.getInstance("EUR"),
                        java.time.Instant.now(),
                        null,
                        null);
        books.told(late, now);
        assertEquals(1, books.of(late).size());
        assertEquals(0, books.of(now).size());
        assertEquals(
                1,
                books.count(
                        "provider_account WHERE provider = 'scripted'"
                                + " AND read_until BETWEEN now() - interval '150 s' AND now() - interval '115 s'"));
    }

    @Test
    void many_nodes_at_once_keep_and_book_each_movement_once() throws Exception {
        ScriptedPayments.Gift gift = payments.settled(GIFT);
        for (int i = 0; i < 150; i++) {
            provider.movements.add(about(Kind.FEE, gift.payment(), -1, 0));
        }
        ExecutorService nodes = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Void>> runs = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                runs.add(
                        () -> {
                            books.read();
                            return null;
                        });
            }
            for (Future<Void> run : nodes.invokeAll(runs)) {
                run.get();
            }
        } finally {
            nodes.shutdownNow();
        }
        books.read();
        assertEquals(150, books.balance(gift.id(), "PROVIDER-FEES"));
        assertEquals(
                150, books.count("provider_movement WHERE payment_id = ?", gift.payment().value()));
    }

    @Test
    void what_was_written_down_late_is_looked_for_twice_a_day_and_not_each_time() {
        BalanceMovement late = about(Kind.FEE, null, -5, 0, Duration.ofDays(2));
        BalanceMovement recent = about(Kind.FEE, null, -5, 0, Duration.ofMinutes(40));
        provider.movements.addAll(List.of(late, recent));
        books.readAgain(Duration.ofHours(11));
        assertEquals(List.of(0, 1), List.of(books.of(late).size(), books.of(recent).size()));
        books.readAgain(Duration.ofHours(12));
        assertEquals(List.of(1, 1), List.of(books.of(late).size(), books.of(recent).size()));
    }

    @Test
    void operators_see_how_long_ago_the_last_moment_is_that_was_read() {
        books.read();
        watch.look();
        double seconds =
                meters.get("almoner_provider_unread_seconds")
                        .tag("provider", "scripted")
                        .tag("office", "DE")
                        .gauge()
                        .value();
        assertTrue(seconds >= 115 && seconds <= 180, "two minutes are left out: " + seconds);
    }

    @Test
    void a_dispute_holds_the_money_back_and_a_won_one_gives_it_free() {
        ScriptedPayments.Gift gift = payments.settled(GIFT);
        BalanceMovement held = about(Kind.DISPUTE, gift.payment(), -2500, 1500);
        books.told(held);
        assertEquals(2500, books.balance(gift.id(), "DISPUTES-HELD"));
        BalanceMovement won = about(Kind.DISPUTE_WON, gift.payment(), 2500, -1500);
        books.told(won);
        assertEquals(
                List.of(
                        "DISPUTE DISPUTES-HELD CLEARING-SCRIPTED 2500 EUR",
                        "DISPUTE_WON CLEARING-SCRIPTED DISPUTES-HELD 2500 EUR",
                        "PROVIDER_FEE CLEARING-SCRIPTED PROVIDER-FEES 1500 EUR",
                        "PROVIDER_FEE PROVIDER-FEES CLEARING-SCRIPTED 1500 EUR"),
                books.of(held, won));
        assertEquals(2500, books.balance(gift.id(), "CLEARING-SCRIPTED"));
    }

    @Test
    void a_lost_dispute_takes_the_held_money_whether_its_movement_comes_before_or_after() {
        List<List<String>> ends = new ArrayList<>();
        for (boolean movementFirst : List.of(true, false)) {
            ScriptedPayments.Gift gift = payments.settled(GIFT);
            String dispute = name("dp");
            BalanceMovement held = about(Kind.DISPUTE, gift.payment(), -2500, 0);
            if (movementFirst) {
                books.told(held);
            }
            payments.tell(
                    gift.report(
                            List.of(new Reversal(dispute, ReversalKind.RETURN, GIFT)),
                            List.of(new Dispute(dispute, true))));
            if (!movementFirst) {
                books.told(held);
            }
            ends.add(books.of(gift.id()));
            assertEquals(0, books.balance(gift.id(), "DISPUTES-HELD"));
            assertEquals(0, books.balance(gift.id(), "CLEARING-SCRIPTED"));
        }
        assertEquals(
                List.of(
                        "DISPUTE DISPUTES-HELD CLEARING-SCRIPTED 2500 EUR",
                        "GIFT CLEARING-SCRIPTED DONATIONS 2500 EUR",
                        "RETURN DONATIONS-GIVEN-BACK DISPUTES-HELD 2500 EUR"),
                ends.get(0));
        assertEquals(ends.get(0), ends.get(1));
        assertEquals(List.of(), books.broken());
    }

    @Test
    void a_return_that_is_no_dispute_and_a_refund_leave_the_clearing_account() {
        ScriptedPayments.Gift gift = payments.settled(GIFT);
        payments.tell(
                gift.report(
                        List.of(
                                new Reversal(name("re"), ReversalKind.REFUND, Money.of(500, "EUR")),
                                new Reversal(
                                        name("rt"), ReversalKind.RETURN, Money.of(2000, "EUR"))),
                        List.of(new Dispute(name("dp"), true))));
        assertEquals(0, books.balance(gift.id(), "CLEARING-SCRIPTED"));
        assertEquals(0, books.balance(gift.id(), "DISPUTES-HELD"));
    }

    @Test
    void of_a_movement_in_another_currency_than_its_payment_only_the_fee_is_booked() {
        ScriptedPayments.Gift gift = payments.settled(Money.of(2500, "USD"));
        books.told(
                movement(Kind.PAYMENT, gift.payment(), 2312, 60, "EUR"),
                movement(Kind.DISPUTE, gift.payment(), -2312, 1500, "EUR"));
        assertEquals(
                List.of(
                        "GIFT CLEARING-SCRIPTED DONATIONS 2500 USD",
                        "PROVIDER_FEE PROVIDER-FEES CLEARING-SCRIPTED 1500 EUR",
                        "PROVIDER_FEE PROVIDER-FEES CLEARING-SCRIPTED 60 EUR"),
                books.of(gift.id()));
    }

    @Test
    void a_payment_that_is_not_ours_or_what_has_no_name_is_kept_and_only_its_fee_is_booked() {
        BalanceMovement foreign =
                about(Kind.DISPUTE, new PaymentId(java.util.UUID.randomUUID()), -700, 20);
        BalanceMovement other = about(Kind.OTHER, null, -300, 0);
        books.told(foreign, other);
        assertEquals(
                List.of("PROVIDER_FEE PROVIDER-FEES CLEARING-SCRIPTED 20 EUR"),
                books.of(foreign, other));
        assertEquals(
                1,
                books.count(
                        "provider_movement WHERE reference = ? AND payment_id IS NULL"
                                + " AND payment_told IS NOT NULL",
                        foreign.reference()));
    }

    @Test
    void what_a_provider_says_otherwise_later_is_flagged_and_not_believed() {
        BalanceMovement first = about(Kind.FEE, null, -100, 0);
        books.told(first);
        provider.movements.remove(first);
        books.told(
                new BalanceMovement(
                        first.reference(),
                        Kind.FEE,
                        null,
                        -101,
                        0,
                        first.currency(),
                        first.at(),
                        null,
                        null));
        assertEquals(
                List.of("PROVIDER_FEE PROVIDER-FEES CLEARING-SCRIPTED 100 EUR"), books.of(first));
        assertEquals(
                1,
                books.count(
                        "provider_movement WHERE told_otherwise AND reference = ?",
                        first.reference()));
    }

    @Test
    void a_payout_is_under_way_until_it_comes_back_and_its_parts_are_learned() {
        ScriptedPayments.Gift gift = payments.settled(GIFT);
        String payout = name("po");
        BalanceMovement paid = about(Kind.PAYMENT, gift.payment(), 2500, 60);
        BalanceMovement fee = about(Kind.FEE, null, -40, 0);
        BalanceMovement out = payout(Kind.PAYOUT, payout, -2400);
        provider.payouts.put(payout, List.of(paid, fee));
        books.told(out);
        assertEquals(List.of("PAYOUT PAYOUTS-UNDERWAY CLEARING-SCRIPTED 2400 EUR"), books.of(out));
        assertEquals(
                2,
                books.count("provider_movement WHERE paid_with = ?", payout),
                "parts that no list told");
        assertEquals(1, books.of(paid).size(), "a part is booked as if a list had told it");
        assertEquals(
                1, books.count("provider_payout WHERE payout = ? AND parts = 'WHOLE'", payout));
        BalanceMovement back = payout(Kind.PAYOUT_FAILED, payout, 2400);
        books.told(paid, fee, back);
        assertEquals(
                List.of("PAYOUT_FAILED CLEARING-SCRIPTED PAYOUTS-UNDERWAY 2400 EUR"),
                books.of(back));
        assertEquals(1, books.of(paid).size());
    }

    @Test
    void parts_that_do_not_make_the_payout_are_asked_for_again_and_then_left_to_a_person() {
        String payout = name("po");
        books.told(payout(Kind.PAYOUT, payout, -2400));
        for (int i = 1; i < 8; i++) {
            assertEquals(
                    1,
                    books.count(
                            "provider_payout WHERE payout = ? AND parts = 'OPEN' AND parts_tries = ?",
                            payout,
                            i));
            books.read();
            assertEquals(
                    1,
                    books.count("provider_payout WHERE payout = ? AND parts_tries = ?", payout, i),
                    "not before its time");
            books.sql()
                    .write(
                            "UPDATE provider_payout SET parts_not_before = now() WHERE payout = ?",
                            payout);
            books.read();
        }
        assertEquals(
                1, books.count("provider_payout WHERE payout = ? AND parts = 'DIFFERS'", payout));
    }

    @Test
    void what_was_told_cannot_be_changed_or_taken_away() {
        BalanceMovement fee = about(Kind.FEE, null, -100, 0);
        books.told(fee);
        for (String change :
                List.of(
                        "UPDATE provider_movement SET gross_minor = -1 WHERE reference = ?",
                        "DELETE FROM provider_movement WHERE reference = ?")) {
            assertThrows(
                    IllegalStateException.class, () -> books.sql().write(change, fee.reference()));
        }
    }

    /** An export that names its causes must not forget one: its rows would not be found again. */
    @Test
    void exports_know_every_cause_that_the_ledger_may_have() {
        String constraint =
                books.sql()
                        .one(
                                "SELECT pg_get_constraintdef(oid) FROM pg_constraint"
                                        + " WHERE conname = 'ck_ledger_entry_cause'",
                                row -> row.getString(1))
                        .orElseThrow();
        Set<String> causes = new TreeSet<>();
        java.util.regex.Matcher quoted =
                java.util.regex.Pattern.compile("'([A-Z_]+)'").matcher(constraint);
        while (quoted.find()) {
            causes.add(quoted.group(1));
        }
        assertEquals(
                new TreeSet<>(Arrays.asList(org.almoner.export.CausesOfExports.named())), causes);
        assertTrue(causes.contains("GIFT"));
    }
}
