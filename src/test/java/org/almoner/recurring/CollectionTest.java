package org.almoner.recurring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.almoner.TestDatabase;
import org.almoner.donation.DonationHistory;
import org.almoner.donation.DonationView;
import org.almoner.donation.ReceiptWish;
import org.almoner.giving.Cadence;
import org.almoner.id.Ids;
import org.almoner.money.Money;
import org.almoner.office.OfficeCode;
import org.almoner.outbox.Delivery;
import org.almoner.outbox.RelayByHand;
import org.almoner.payment.BankWord;
import org.almoner.payment.PaymentDesk;
import org.almoner.payment.PaymentId;
import org.almoner.payment.PaymentState;
import org.almoner.payment.SavedMethodId;
import org.almoner.problem.DomainProblem;
import org.almoner.recurring.Agreements.Wish;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
@TestProfile(RecurringProfile.class)
class CollectionTest {

    @Inject MovableClock clock;
    @Inject PlayBank bank;
    @Inject BankWord word;
    @Inject Agreements agreements;
    @Inject CollectDueGifts collect;
    @Inject AnnounceCollections announce;
    @Inject KeepRecurringGifts keep;
    @Inject SendYearlyOverviews overviews;
    @Inject RecurringGiftDesk desk;
    @Inject RecurringGiftHistory history;
    @Inject RecurringFigures figures;
    @Inject DonationHistory donations;
    @Inject PaymentDesk payments;
    @Inject RecurringInvariants invariants;
    @Inject Ids ids;
    @Inject RelayByHand relay;
    @Inject DataSource database;
    @Inject RecurringMailHandler mails;

    private LocalDate start;

    @BeforeEach
    void aYearOfItsOwn() {
        start = LocalDate.of(clock.today().getYear() + 1, 1, 15);
        clock.goTo(start);
        bank.habit("SOFT", times -> "INSTRUMENT_DECLINED");
        bank.habit("SOFT_ONCE", times -> times == 2 ? "INSTRUMENT_DECLINED" : null);
        bank.habit("LOST", times -> times == 1 ? null : "PAYER_ACCOUNT_RESTRICTED");
        bank.habit("REFUSES", times -> "INSTRUMENT_DECLINED");
        bank.habit(
                "LATER",
                new PlayBank.Habit() {
                    @Override
                    public String declines(int times) {
                        return null;
                    }

                    @Override
                    public boolean settlesAtOnce() {
                        return false;
                    }
                });
    }

    /** All invariants are looked at after the simulation; here those that are at stake. */
    @AfterEach
    void everythingHolds() {
        assertEquals(List.of(), invariants.offenders(10));
    }

    private RecurringGiftId monthly(String habit) {
        return agreed(Wish.monthly(15, start), habit);
    }

    private RecurringGiftId agreed(Wish wish, String habit) {
        Agreement.Giver giver =
                new Agreement.Giver(
                        agreements.donor("D" + ids.numberForPeople(6)),
                        new OfficeCode("DE"),
                        "DE",
                        "de");
        return agreements.agreed(giver, wish, 2500, habit);
    }

    private void onDay(LocalDate day) {
        clock.goTo(day);
        keep.run();
        announce.run();
        collect.run();
    }

    /**
     * While a mail about a gift is noted as sent, its row is held, and a collection leaves it to
     * the next run: a test that collects once must not meet that moment.
     */
    private void mailsHaveLeft() {
        relay.work();
        long patience = System.nanoTime() + 10_000_000_000L;
        while (isDelivering() && System.nanoTime() < patience) {
            Thread.onSpinWait();
        }
    }

    private boolean isDelivering() {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                "SELECT 1 FROM outbox_message WHERE lease_until > now() LIMIT 1")) {
            return rows.next();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private RecurringGiftView gift(RecurringGiftId id) {
        return history.find(id).orElseThrow();
    }

    private InstalmentView instalment(RecurringGiftId id, int number) {
        return history.instalment(id, number).orElseThrow();
    }

    private long charges(RecurringGiftId id) {
        SavedMethodId method = gift(id).collecting().savedMethod();
        return bank.charges().stream()
                .filter(it -> it.method().endsWith("/" + method.value()))
                .count();
    }

    private <T> T inTransaction(Supplier<T> act) {
        return QuarkusTransaction.requiringNew().call(act::get);
    }

    private PaymentId paymentOf(InstalmentView instalment) {
        DonationView gift = donations.find(instalment.donation()).orElseThrow();
        return gift.payment();
    }

    @Nested
    class ARun {

        @Test
        void collects_what_is_due_once_and_puts_the_next_ahead() {
            RecurringGiftId id = monthly("PAYS");
            onDay(start);
            collect.run();
            assertEquals(RecurringGiftState.ACTIVE, gift(id).state());
            assertEquals(InstalmentState.COLLECTED, instalment(id, 1).state());
            assertEquals(InstalmentState.SCHEDULED, instalment(id, 2).state());
            assertEquals(start.plusMonths(1), instalment(id, 2).dueOn());
            assertEquals(1, charges(id));
            onDay(start.plusMonths(1).minusDays(1));
            assertEquals(1, charges(id));
            onDay(start.plusMonths(1));
            assertEquals(2, charges(id));
        }

        @Test
        void by_several_hands_at_once_collects_each_instalment_once() throws Exception {
            List<RecurringGiftId> all = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                all.add(monthly("PAYS"));
            }
            ExecutorService hands = Executors.newFixedThreadPool(4);
            try {
                List<Callable<Integer>> runs = new ArrayList<>();
                for (int i = 0; i < 4; i++) {
                    runs.add(collect::run);
                }
                int collected = 0;
                for (var run : hands.invokeAll(runs)) {
                    collected += run.get();
                }
                assertTrue(collected >= 60, "collected " + collected);
                overTheLease();
                collect.run();
            } finally {
                hands.shutdown();
            }
            for (RecurringGiftId id : all) {
                assertEquals(1, charges(id));
                assertEquals(InstalmentState.COLLECTED, instalment(id, 1).state());
            }
        }

        @Test
        void after_an_outage_takes_the_latest_and_explains_the_rest() {
            RecurringGiftId id = monthly("PAYS");
            onDay(start);
            onDay(start.plusMonths(4).plusDays(3));
            for (int missed = 2; missed <= 4; missed++) {
                assertEquals(InstalmentState.SKIPPED, instalment(id, missed).state());
                assertEquals("MISSED", instalment(id, missed).reason());
            }
            assertEquals(InstalmentState.COLLECTED, instalment(id, 5).state());
            assertEquals(start.plusMonths(5), instalment(id, 6).dueOn());
            assertEquals(2, charges(id));
        }

        @Test
        void a_week_late_collects_all_the_same() {
            RecurringGiftId id = monthly("PAYS");
            onDay(start);
            onDay(start.plusMonths(1).plusDays(7));
            assertEquals(InstalmentState.COLLECTED, instalment(id, 2).state());
            assertEquals(start.plusMonths(1), instalment(id, 2).dueOn());
        }

        @Test
        void whose_database_refuses_one_gift_collects_all_others() {
            RecurringGiftId refused = monthly("PAYS");
            RecurringGiftId other = monthly("PAYS");
            onDay(start);
            // As if a mistake of ours had made a gift of the second instalment already.
            execute(
                    "INSERT INTO donation SELECT (jsonb_populate_record(d, jsonb_build_object("
                            + "'id', gen_random_uuid(), 'instalment', 2))).* FROM donation d"
                            + " WHERE recurring_gift_id = '%s'",
                    refused);
            onDay(start.plusMonths(1));
            assertEquals(2, charges(other));
            assertEquals(1, charges(refused));
            assertEquals(InstalmentState.SCHEDULED, instalment(refused, 2).state());
            execute(
                    "DELETE FROM donation WHERE instalment = 2 AND recurring_gift_id = '%s'",
                    refused);
            collect.run();
            assertEquals(1, charges(refused), "it is put off");
            execute(
                    "UPDATE instalment SET put_off_until = now() - interval '1 s'"
                            + " WHERE recurring_gift_id = '%s' AND state = 'SCHEDULED'",
                    refused);
            collect.run();
            assertEquals(2, charges(refused));
        }

        @Test
        void whose_provider_names_two_payments_alike_books_one_and_asks_a_person() {
            bank.habit(
                    "NAMES_ALIKE",
                    new PlayBank.Habit() {
                        @Override
                        public String declines(int times) {
                            return null;
                        }

                        @Override
                        public String names(String usual) {
                            return "play-one-name-for-all";
                        }
                    });
            RecurringGiftId first = monthly("NAMES_ALIKE");
            onDay(start);
            RecurringGiftId second = monthly("NAMES_ALIKE");
            collect.run();
            assertEquals(InstalmentState.COLLECTED, instalment(first, 1).state());
            PaymentId confused = paymentOf(instalment(second, 1));
            assertEquals(PaymentState.NEEDS_REVIEW, payments.find(confused).orElseThrow().state());
            assertEquals(InstalmentState.COLLECTING, instalment(second, 1).state());
        }

        @Test
        void ends_with_the_last_instalment_before_the_agreed_end() {
            RecurringGiftId id =
                    agreed(
                            new Wish(
                                    Cadence.MONTHLY,
                                    new CollectionDay(15),
                                    start,
                                    start.plusMonths(2).minusDays(1),
                                    ReceiptWish.EACH),
                            "PAYS");
            onDay(start);
            assertEquals(RecurringGiftState.ACTIVE, gift(id).state());
            onDay(start.plusMonths(1));
            assertEquals(RecurringGiftState.ENDED, gift(id).state());
            onDay(start.plusMonths(2));
            assertEquals(2, charges(id));
        }

        @Test
        void whose_answer_is_lost_asks_again_under_the_same_key() throws Exception {
            bank.habit(
                    "LOSES",
                    new PlayBank.Habit() {
                        @Override
                        public String declines(int times) {
                            return null;
                        }

                        @Override
                        public boolean loses(int times) {
                            return times == 1;
                        }
                    });
            RecurringGiftId id = monthly("LOSES");
            collect.run();
            assertEquals(InstalmentState.COLLECTING, instalment(id, 1).state());
            overTheLease();
            collect.run();
            assertEquals(InstalmentState.COLLECTED, instalment(id, 1).state());
            assertEquals(1, charges(id));
        }

        /** As if the half minute had passed after which an unanswered call is taken up again. */
        private void overTheLease() throws Exception {
            try (var connection = database.getConnection();
                    var statement = connection.createStatement()) {
                statement.execute(
                        "UPDATE instalment SET lease_until = now() - interval '1 s'"
                                + " WHERE lease_until IS NOT NULL");
            }
        }
    }

    @Nested
    class AFailure {

        @Test
        void that_may_pass_is_tried_again_and_forgiven() {
            RecurringGiftId id = monthly("SOFT_ONCE");
            onDay(start);
            LocalDate due = start.plusMonths(1);
            onDay(due);
            assertEquals(InstalmentState.RETRYING, instalment(id, 2).state());
            assertEquals(due.plusDays(3), instalment(id, 2).collectOn());
            assertEquals(RecurringGiftState.FAILING, gift(id).state());
            onDay(due.plusDays(2));
            assertEquals(1, charges(id));
            onDay(due.plusDays(3));
            assertEquals(InstalmentState.COLLECTED, instalment(id, 2).state());
            assertEquals(RecurringGiftState.ACTIVE, gift(id).state());
            assertEquals(2, charges(id));
        }

        @Test
        void is_tried_again_with_the_amount_it_had_whatever_was_agreed_since() {
            RecurringGiftId id = monthly("SOFT_ONCE");
            onDay(start);
            onDay(start.plusMonths(1));
            inTransaction(
                    () ->
                            desk.change(
                                    id,
                                    null,
                                    new TermsChange(Money.of(9900, "EUR"), null, null, null, null),
                                    ChangedBy.DONOR));
            onDay(start.plusMonths(1).plusDays(3));
            assertEquals(2500, instalment(id, 2).amount().minor());
            onDay(start.plusMonths(2));
            assertEquals(9900, instalment(id, 3).amount().minor());
        }

        @Test
        void again_and_again_gives_the_instalment_up_and_three_let_it_lapse() {
            bank.habit("SOFT_LATER", times -> times == 1 ? null : "INSTRUMENT_DECLINED");
            RecurringGiftId id = monthly("SOFT_LATER");
            onDay(start);
            for (int month = 1; month <= 4; month++) {
                for (int wait : new int[] {0, 3, 8, 20}) { // due, the two retries, and afterwards
                    onDay(start.plusMonths(month).plusDays(wait));
                }
            }
            assertEquals(RecurringGiftState.LAPSED, gift(id).state());
            for (int failed = 2; failed <= 4; failed++) {
                assertEquals(InstalmentState.FAILED, instalment(id, failed).state());
                assertEquals("TRIES_USED_UP", instalment(id, failed).reason());
                assertEquals(3, instalment(id, failed).tries());
            }
            assertEquals("LAPSED", instalment(id, 5).reason());
            assertTrue(history.ahead(id).isEmpty());
        }

        @Test
        void of_the_method_waits_for_another_one() {
            RecurringGiftId id = monthly("LOST");
            onDay(start);
            onDay(start.plusMonths(1));
            assertEquals("NOT_TRIED_AGAIN", instalment(id, 2).reason());
            assertTrue(gift(id).collecting().methodNeeded());
            SavedMethodId fresh = new SavedMethodId(ids.next());
            inTransaction(
                    () ->
                            desk.renewMethod(
                                    id,
                                    null,
                                    agreements.newMethod(fresh, "PAYS"),
                                    ChangedBy.DONOR));
            agreements.save(fresh);
            onDay(start.plusMonths(2));
            assertEquals(InstalmentState.COLLECTED, instalment(id, 3).state());
            assertEquals(RecurringGiftState.ACTIVE, gift(id).state());
        }

        @Test
        void of_the_very_first_try_begins_nothing_and_leaves_room_for_another_method() {
            RecurringGiftId id = monthly("REFUSES");
            onDay(start);
            assertEquals(RecurringGiftState.PENDING, gift(id).state());
            assertEquals(InstalmentState.SCHEDULED, instalment(id, 1).state());
            SavedMethodId fresh = new SavedMethodId(ids.next());
            inTransaction(() -> desk.agreeByAnotherMethod(id, agreements.newMethod(fresh, "PAYS")));
            agreements.save(fresh);
            onDay(start);
            assertEquals(RecurringGiftState.ACTIVE, gift(id).state());
            assertEquals(InstalmentState.COLLECTED, instalment(id, 1).state());
            assertEquals(2, instalment(id, 1).tries());
        }

        @Test
        void nobody_comes_back_from_is_abandoned_after_a_day() {
            RecurringGiftId id = monthly("REFUSES");
            onDay(start);
            onDay(start.plusDays(2));
            assertEquals(RecurringGiftState.ABANDONED, gift(id).state());
            assertEquals("ABANDONED", instalment(id, 1).reason());
        }
    }

    @Nested
    class AReturn {

        @Test
        void for_want_of_money_is_collected_once_more_as_a_gift_of_its_own() {
            RecurringGiftId id = sepaLike();
            InstalmentView first = instalment(id, 1);
            word.returned(paymentOf(first), "INSTRUMENT_DECLINED");
            assertEquals(InstalmentState.RETRYING, instalment(id, 1).state());
            mailsHaveLeft();
            onDay(clock.today().plusDays(3));
            word.settled(paymentOf(instalment(id, 1)));
            InstalmentView again = instalment(id, 1);
            assertEquals(InstalmentState.COLLECTED, again.state());
            assertFalse(again.donation().equals(first.donation()));
            assertEquals(2, charges(id));
        }

        @Test
        void by_an_unknown_reason_after_weeks_closes_the_instalment_and_is_told() {
            RecurringGiftId id = sepaLike();
            onDay(start.plusMonths(1));
            word.returned(paymentOf(instalment(id, 1)), "PAYER_CANNOT_PAY");
            assertEquals(InstalmentState.RETURNED, instalment(id, 1).state());
            assertTrue(gift(id).collecting().methodNeeded());
            word.returned(paymentOf(instalment(id, 1)), "PAYER_CANNOT_PAY");
            assertEquals(1, gift(id).standing().failedTries());
        }

        private RecurringGiftId sepaLike() {
            RecurringGiftId id = monthly("LATER");
            onDay(start);
            assertEquals(RecurringGiftState.ACTIVE, gift(id).state(), "it has begun");
            assertEquals(InstalmentState.COLLECTING, instalment(id, 1).state());
            word.settled(paymentOf(instalment(id, 1)));
            assertEquals(InstalmentState.COLLECTED, instalment(id, 1).state());
            return id;
        }
    }

    @Nested
    class AChange {

        @Test
        void of_the_amount_counts_from_the_next_instalment_on_and_says_so() {
            RecurringGiftId id = monthly("LATER");
            onDay(start);
            ChangeOutcome outcome =
                    inTransaction(
                            () ->
                                    desk.change(
                                            id,
                                            gift(id).version(),
                                            new TermsChange(
                                                    Money.of(4000, "EUR"), null, null, null, null),
                                            ChangedBy.DONOR));
            assertEquals(2, outcome.takesEffectWith().orElseThrow().number());
            assertEquals(1, outcome.underWay().orElseThrow().number());
            assertEquals(2500, instalment(id, 1).amount().minor());
            word.settled(paymentOf(instalment(id, 1)));
            onDay(start.plusMonths(1));
            assertEquals(4000, instalment(id, 2).amount().minor());
            assertEquals("TERMS_CHANGED", history.events(id).get(0).kind());
        }

        @Test
        void of_the_day_moves_what_lies_ahead_and_charges_nothing_twice() {
            RecurringGiftId id = monthly("PAYS");
            onDay(start);
            ChangeOutcome outcome =
                    change(id, new TermsChange(null, null, new CollectionDay(1), null, null));
            assertEquals(
                    start.plusMonths(1).withDayOfMonth(1),
                    outcome.takesEffectWith().orElseThrow().dueOn());
            onDay(start.plusMonths(1).withDayOfMonth(1));
            onDay(start.plusMonths(1));
            assertEquals(2, charges(id));
        }

        @Test
        void of_something_that_was_changed_meanwhile_is_refused() {
            RecurringGiftId id = monthly("PAYS");
            onDay(start);
            int seen = gift(id).version();
            change(id, new TermsChange(Money.of(3000, "EUR"), null, null, null, null));
            DomainProblem refused =
                    assertThrows(
                            DomainProblem.class,
                            () -> inTransaction(() -> desk.pause(id, seen, null, ChangedBy.STAFF)));
            assertEquals(412, refused.type().status());
        }

        @Test
        void to_a_wrong_amount_currency_or_end_is_refused_whole() {
            RecurringGiftId id = monthly("PAYS");
            onDay(start);
            RecurringGiftView before = gift(id);
            TermsChange wrong =
                    new TermsChange(
                            Money.of(1, "EUR"),
                            null,
                            new CollectionDay(3),
                            new TermsChange.End(start.minusDays(1)),
                            null);
            DomainProblem refused = assertThrows(DomainProblem.class, () -> change(id, wrong));
            assertEquals(400, refused.type().status());
            assertThrows(
                    DomainProblem.class,
                    () ->
                            change(
                                    id,
                                    new TermsChange(
                                            Money.of(2500, "GBP"), null, null, null, null)));
            assertEquals(before, gift(id));
        }

        @Test
        void ninety_times_at_once_leaves_one_of_the_amounts_and_one_instalment_ahead()
                throws Exception {
            RecurringGiftId id = monthly("PAYS");
            onDay(start);
            ExecutorService hands = Executors.newFixedThreadPool(20);
            try {
                List<Callable<Boolean>> changes = new ArrayList<>();
                for (int i = 1; i <= 90; i++) {
                    Money amount = Money.of(1000 + i, "EUR");
                    changes.add(
                            () -> {
                                try {
                                    change(id, new TermsChange(amount, null, null, null, null));
                                    return true;
                                } catch (PersistenceException waitedTooLong) {
                                    return false; // told as 503 over HTTP, and nothing changed
                                }
                            });
                }
                int made = 0;
                for (var done : hands.invokeAll(changes)) {
                    made += done.get() ? 1 : 0;
                }
                assertTrue(made > 0);
                assertEquals(
                        made,
                        history.events(id).stream()
                                .filter(it -> it.kind().equals("TERMS_CHANGED"))
                                .count());
            } finally {
                hands.shutdown();
            }
            long amount = gift(id).terms().amount().minor();
            assertTrue(amount > 1000 && amount <= 1100, "amount " + amount);
            onDay(start.plusMonths(1));
            assertEquals(amount, instalment(id, 2).amount().minor());
            assertEquals(2, charges(id));
        }

        private ChangeOutcome change(RecurringGiftId id, TermsChange change) {
            return inTransaction(() -> desk.change(id, null, change, ChangedBy.DONOR));
        }
    }

    @Nested
    class ABreak {

        @Test
        void skips_what_falls_into_it_and_ends_by_itself() {
            RecurringGiftId id = monthly("PAYS");
            onDay(start);
            LocalDate until = start.plusMonths(3);
            inTransaction(() -> desk.pause(id, null, until, ChangedBy.DONOR));
            onDay(start.plusMonths(1));
            onDay(start.plusMonths(2));
            assertEquals("PAUSED", instalment(id, 2).reason());
            assertEquals("PAUSED", instalment(id, 3).reason());
            onDay(until);
            assertEquals(RecurringGiftState.ACTIVE, gift(id).state());
            assertEquals(InstalmentState.COLLECTED, instalment(id, 4).state());
            assertEquals(2, charges(id));
        }

        @Test
        void into_the_past_or_for_ever_is_refused() {
            RecurringGiftId id = monthly("PAYS");
            onDay(start);
            for (LocalDate until : List.of(start, start.minusDays(1), start.plusYears(3))) {
                assertThrows(
                        DomainProblem.class,
                        () -> inTransaction(() -> desk.pause(id, null, until, ChangedBy.DONOR)));
            }
        }
    }

    @Nested
    class TheEnd {

        @Test
        void by_cancelling_stops_what_lies_ahead_and_names_what_is_under_way() {
            RecurringGiftId id = monthly("LATER");
            onDay(start);
            ChangeOutcome outcome =
                    inTransaction(
                            () -> desk.cancel(id, null, CancelReason.FINANCES, ChangedBy.DONOR));
            assertEquals(1, outcome.underWay().orElseThrow().number());
            assertEquals("CANCELLED", instalment(id, 2).reason());
            word.settled(paymentOf(instalment(id, 1)));
            assertEquals(InstalmentState.COLLECTED, instalment(id, 1).state());
            onDay(start.plusMonths(1));
            assertEquals(RecurringGiftState.CANCELLED, gift(id).state());
            assertEquals(1, charges(id));
            assertThrows(
                    DomainProblem.class,
                    () ->
                            inTransaction(
                                    () ->
                                            desk.cancel(
                                                    id,
                                                    null,
                                                    CancelReason.OTHER,
                                                    ChangedBy.DONOR)));
        }
    }

    @Nested
    class AnAnnouncement {

        @Test
        void of_a_yearly_gift_leaves_before_and_nothing_is_collected_without_it()
                throws InterruptedException {
            RecurringGiftId id =
                    agreed(
                            new Wish(
                                    Cadence.YEARLY,
                                    new CollectionDay(15),
                                    start,
                                    null,
                                    ReceiptWish.EACH),
                            "PAYS");
            onDay(start);
            assertEquals(1, charges(id), "the first was agreed to a moment ago");
            LocalDate due = start.plusYears(1);
            clock.goTo(due);
            collect.run();
            assertEquals(1, charges(id), "it was not announced");
            announce.run();
            eventually(() -> instalment(id, 2).collectOn().equals(due.plusDays(7)));
            onDay(due.plusDays(6));
            assertEquals(1, charges(id), "its days have not passed");
            onDay(due.plusDays(7));
            assertEquals(2, charges(id));
        }

        @Test
        void of_another_try_leaves_before_it_is_made() throws Exception {
            RecurringGiftId id =
                    agreed(
                            new Wish(
                                    Cadence.YEARLY,
                                    new CollectionDay(15),
                                    start,
                                    null,
                                    ReceiptWish.EACH),
                            "SOFT_ONCE");
            onDay(start);
            LocalDate due = start.plusYears(1);
            clock.goTo(due.minusDays(7));
            announce.run();
            eventually(() -> count(noticed(id, "SENT")) == 1);
            onDay(due);
            assertEquals(InstalmentState.RETRYING, instalment(id, 2).state());
            LocalDate again = instalment(id, 2).collectOn();
            eventually(() -> count(noticed(id, "SENT")) == 1);
            change(id, "OWED"); // as if the mail server had been away all the time
            onDay(again);
            assertEquals(1, charges(id), "the donor does not know of it");
            change(id, "SENT");
            onDay(again);
            assertEquals(2, charges(id));
        }

        /** As an erasure does: the gift is locked, and then its letters are changed. */
        @Test
        void are_noted_as_sent_after_whoever_holds_the_gift() throws Exception {
            RecurringGiftId id =
                    agreed(
                            new Wish(
                                    Cadence.YEARLY,
                                    new CollectionDay(15),
                                    start,
                                    null,
                                    ReceiptWish.EACH),
                            "PAYS");
            onDay(start);
            clock.goTo(start.plusYears(1).minusDays(7));
            announce.run();
            mailsHaveLeft();
            UUID letter = lettersOf(id).get(0);
            ExecutorService relay = Executors.newSingleThreadExecutor();
            try (var eraser = database.getConnection();
                    var change = eraser.createStatement()) {
                eraser.setAutoCommit(false);
                change.execute(
                        "SELECT 1 FROM recurring_gift WHERE id = '" + id.value() + "' FOR UPDATE");
                Future<Delivery> delivery = relay.submit(() -> mails.deliver(letter, 2));
                waitsForLock();
                change.execute("SET LOCAL lock_timeout = '1s'");
                assertEquals(
                        1,
                        change.executeUpdate(
                                "UPDATE recurring_gift_letter SET sent_at = NULL WHERE id = '"
                                        + letter
                                        + "'"));
                eraser.commit();
                assertEquals(new Delivery.Delivered(), delivery.get());
                assertEquals(
                        1,
                        count(
                                "SELECT count(*) FROM recurring_gift_letter WHERE id = '"
                                        + letter
                                        + "' AND sent_at IS NOT NULL"));
            } finally {
                relay.shutdownNow();
            }
        }

        private void waitsForLock() throws Exception {
            eventually(
                    () ->
                            count(
                                            "SELECT count(*) FROM pg_stat_activity WHERE"
                                                    + " datname = current_database() AND"
                                                    + " wait_event_type = 'Lock'")
                                    > 0);
        }

        private List<UUID> lettersOf(RecurringGiftId id) throws SQLException {
            List<UUID> found = new ArrayList<>();
            try (var connection = database.getConnection();
                    var statement = connection.createStatement();
                    var rows =
                            statement.executeQuery(
                                    "SELECT id FROM recurring_gift_letter WHERE recurring_gift_id = '"
                                            + id.value()
                                            + "' ORDER BY id")) {
                while (rows.next()) {
                    found.add(rows.getObject(1, UUID.class));
                }
            }
            return found;
        }

        private static String noticed(RecurringGiftId id, String notice) {
            return "SELECT count(*) FROM instalment WHERE number = 2 AND notice = '%s' AND recurring_gift_id = '%s'"
                    .formatted(notice, id.value());
        }

        private void change(RecurringGiftId id, String notice) {
            execute(
                    "UPDATE instalment SET notice = '"
                            + notice
                            + "' WHERE number = 2 AND recurring_gift_id = '%s'",
                    id);
        }
    }

    @Nested
    class Receipts {

        @Test
        void of_a_year_come_as_one_overview_once() throws Exception {
            RecurringGiftId id =
                    agreed(
                            new Wish(
                                    Cadence.QUARTERLY,
                                    new CollectionDay(15),
                                    start,
                                    null,
                                    ReceiptWish.YEARLY),
                            "PAYS");
            for (int quarter = 0; quarter < 4; quarter++) {
                onDay(start.plusMonths(3L * quarter));
            }
            assertEquals(0, mails(id, "receipt-mail"));
            clock.goTo(LocalDate.of(start.getYear() + 1, 1, 5));
            assertEquals(0, overviews.run(), "returns may still come");
            clock.goTo(LocalDate.of(start.getYear() + 1, 1, 8));
            assertEquals(1, overviews.run());
            assertEquals(0, overviews.run());
            assertEquals(1, letters(id, "YEARLY_OVERVIEW"));
        }

        @Test
        void of_a_year_leave_out_a_payment_for_which_something_was_given_in_return()
                throws Exception {
            RecurringGiftId id =
                    agreed(
                            new Wish(
                                    Cadence.QUARTERLY,
                                    new CollectionDay(15),
                                    start,
                                    null,
                                    ReceiptWish.YEARLY),
                            "PAYS");
            for (int quarter = 0; quarter < 4; quarter++) {
                onDay(start.plusMonths(3L * quarter));
            }
            execute(
                    "INSERT INTO gift_benefit (id, donation_id, position, live, description, value_minor,"
                            + " currency, cash_like, intangible, recorded_by, recorded_at)"
                            + " SELECT id, id, 1, true, 'Eintrittskarte', 100, currency, false, false,"
                            + " 'clerk', now() FROM donation WHERE recurring_gift_id = '%s'"
                            + " ORDER BY settled_at LIMIT 1",
                    id);
            clock.goTo(LocalDate.of(start.getYear() + 1, 1, 8));
            overviews.run();
            assertEquals(1, letters(id, "YEARLY_OVERVIEW"));
            assertEquals(
                    3,
                    count(
                            "SELECT jsonb_array_length(snapshot::jsonb -> 'news' -> 'gifts')"
                                    + " FROM recurring_gift_letter WHERE kind = 'YEARLY_OVERVIEW'"
                                    + " AND recurring_gift_id = '"
                                    + id
                                    + "'"));
        }

        private long mails(RecurringGiftId id, String kind) throws Exception {
            return count(
                    "SELECT count(*) FROM outbox_message m JOIN receipt r ON r.id = m.subject"
                            + " JOIN donation d ON d.id = r.donation_id"
                            + " WHERE m.kind = '"
                            + kind
                            + "' AND d.recurring_gift_id = '"
                            + id
                            + "'");
        }

        private long letters(RecurringGiftId id, String kind) throws Exception {
            return count(
                    "SELECT count(*) FROM recurring_gift_letter WHERE kind = '"
                            + kind
                            + "' AND recurring_gift_id = '"
                            + id
                            + "'");
        }
    }

    @Nested
    class Figures {

        @Test
        void expect_what_live_gifts_will_bring_in_month_by_month() {
            YearMonth month = YearMonth.from(start);
            Currency euro = Currency.getInstance("EUR");
            OfficeCode office = new OfficeCode("NL");
            List<ExpectedIncome> before = figures.expected(office, euro, month, 13);
            agreements.agreed(dutch(), Wish.monthly(15, start), 2500, "PAYS");
            agreements.agreed(
                    dutch(),
                    new Wish(
                            Cadence.QUARTERLY,
                            new CollectionDay(20),
                            start,
                            start.plusMonths(7),
                            ReceiptWish.EACH),
                    2500,
                    "PAYS");
            onDay(start);
            List<ExpectedIncome> after = figures.expected(office, euro, month, 13);
            long[] more = new long[13];
            for (int i = 0; i < 13; i++) {
                more[i] = after.get(i).expected().minor() - before.get(i).expected().minor();
            }
            assertEquals(2500, more[0], "the quarterly one; the monthly one is collected");
            assertEquals(2500, more[1]);
            assertEquals(5000, more[3]);
            assertEquals(5000, more[6]);
            assertEquals(2500, more[9], "the quarterly one has ended");
            assertEquals(2500, more[12]);
        }

        private Agreement.Giver dutch() {
            return new Agreement.Giver(
                    agreements.donor("D" + ids.numberForPeople(6)),
                    new OfficeCode("NL"),
                    "NL",
                    "nl");
        }

        @Test
        void tell_how_donors_stay_and_why_they_leave() {
            YearMonth month = YearMonth.from(start);
            OfficeCode office = new OfficeCode("DE");
            RecurringGiftId id = monthly("PAYS");
            onDay(start);
            inTransaction(() -> desk.cancel(id, null, CancelReason.FINANCES, ChangedBy.STAFF));
            Retention retention = figures.retention(office, month, 1);
            Retention.Month happened = retention.months().get(0);
            assertTrue(happened.happened().get("STARTED") >= 1);
            assertTrue(happened.cancelled().get(CancelReason.FINANCES) >= 1);
            assertTrue(
                    retention.standing().stream()
                            .anyMatch(it -> it.state() == RecurringGiftState.CANCELLED));
        }
    }

    /** Changes the rows of a recurring gift behind the service's back. */
    private void execute(String sql, RecurringGiftId id) {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql.formatted(id.value()));
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private long count(String sql) {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private void eventually(Supplier<Boolean> holds) throws InterruptedException {
        long deadline = System.nanoTime() + 20_000_000_000L;
        while (!holds.get()) {
            relay.work(); // no job tries again here what did not work at once
            assertTrue(System.nanoTime() < deadline, "it did not come to hold in 20 s");
            Thread.sleep(50);
        }
    }
}
