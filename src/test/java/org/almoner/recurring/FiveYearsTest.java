package org.almoner.recurring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.almoner.TestDatabase;
import org.almoner.donation.ReceiptWish;
import org.almoner.donor.DonorId;
import org.almoner.giving.Cadence;
import org.almoner.id.Ids;
import org.almoner.money.Money;
import org.almoner.office.OfficeCode;
import org.almoner.payment.SavedMethodId;
import org.almoner.problem.DomainProblem;
import org.almoner.selfcheck.SelfCheck;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

/**
 * Years of many recurring gifts in minutes: random failures of every kind, lost answers, workers
 * that die with work in their hands, changes, breaks and ends, and two to four workers at once. The
 * provider's own record is the oracle. At the end every instalment that fell due was collected
 * exactly once or has its reason.
 *
 * <p>{@code almoner.simulation.gifts}, {@code .months} and {@code .seed} set the size; CONTRIBUTING
 * names the command for the full one.
 */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
@TestProfile(RecurringProfile.class)
class FiveYearsTest {

    private static final Logger LOG = Logger.getLogger(FiveYearsTest.class);

    private static final int GIFTS = Integer.getInteger("almoner.simulation.gifts", 40);
    private static final int MONTHS = Integer.getInteger("almoner.simulation.months", 12);
    private static final long SEED = Long.getLong("almoner.simulation.seed", 20261125);

    @Inject MovableClock clock;
    @Inject PlayBank bank;
    @Inject Agreements agreements;
    @Inject CollectDueGifts collect;
    @Inject KeepRecurringGifts keep;
    @Inject AnnounceCollections announce;
    @Inject RecurringGiftDesk desk;
    @Inject RecurringGiftHistory history;
    @Inject SelfCheck selfCheck;
    @Inject DataSource database;
    @Inject Ids ids;

    /** Beyond this size a machine may be so busy that a tick breaks off. */
    private static final int SMALL = 1_000;

    private final Random random = new Random(SEED);
    private final AtomicInteger kills = new AtomicInteger();
    private int changes;
    private int brokenOffTicks;

    @Test
    void every_instalment_that_fell_due_was_collected_once_or_has_its_reason() throws Exception {
        LocalDate start = LocalDate.of(clock.today().getYear() + 1, 1, 1);
        clock.goTo(start);
        habits();
        List<RecurringGiftId> gifts = new ArrayList<>();
        DonorId donor = agreements.donor("Simulation");
        for (int i = 0; i < GIFTS; i++) {
            gifts.add(agreed(donor, start));
        }
        ExecutorService workers = Executors.newFixedThreadPool(4);
        try {
            for (LocalDate day = start;
                    day.isBefore(start.plusMonths(MONTHS));
                    day = day.plusDays(1)) {
                clock.goTo(day);
                forgetMails();
                if (day.getDayOfMonth() == 1) {
                    LOG.infof("%s: %d charges so far", day, bank.charges().size());
                }
                int hour = random.nextInt(100);
                boolean isOutage = hour < 4; // nobody works that day
                if (!isOutage) {
                    live(workers, gifts);
                }
            }
            clock.goTo(start.plusMonths(MONTHS));
            live(workers, gifts);
        } finally {
            workers.shutdown();
        }
        overTheLeases();
        collect.run();
        judge(gifts);
    }

    /** The mail server of the tests keeps all mails in memory: years of them do not fit. */
    private static void forgetMails() throws Exception {
        TestDatabase.mailServer().purgeEmailFromAllMailboxes();
    }

    /** One day: donors change their minds, and two to four workers collect. */
    private void live(ExecutorService workers, List<RecurringGiftId> gifts) throws Exception {
        keep.run();
        announce.run();
        for (int i = 0; i < 1 + GIFTS / 100; i++) {
            changeSomething(gifts.get(random.nextInt(gifts.size())));
        }
        int hands = 2 + random.nextInt(3);
        List<Callable<Integer>> runs = new ArrayList<>();
        for (int i = 0; i < hands; i++) {
            runs.add(collect::run);
        }
        for (var run : workers.invokeAll(runs)) {
            finished(run);
        }
        if (random.nextInt(3) == 0) { // what died with work in its hands is found by others
            overTheLeases();
            collect.run();
        }
    }

    /**
     * A tick that breaks off, such as by a transaction that waited too long on a busy machine, is
     * what the scheduler sees and forgets; what it left behind is judged at the end like all else.
     */
    private void finished(Future<Integer> run) throws InterruptedException {
        try {
            run.get();
        } catch (ExecutionException brokenOff) {
            brokenOffTicks++;
        }
    }

    private RecurringGiftId agreed(DonorId donor, LocalDate start) {
        Cadence cadence = random.nextInt(5) == 0 ? Cadence.QUARTERLY : Cadence.MONTHLY;
        CollectionDay day =
                random.nextInt(8) == 0
                        ? CollectionDay.lastOfMonth()
                        : new CollectionDay(1 + random.nextInt(28));
        LocalDate from = start.plusDays(random.nextInt(60));
        LocalDate end = random.nextInt(6) == 0 ? from.plusMonths(3 + random.nextInt(24)) : null;
        String[] habits = {"PAYS", "PAYS", "SHAKY", "SHAKY", "POOR", "LOSES", "DIES", "GONE"};
        return agreements.agreed(
                new Agreement.Giver(donor, new OfficeCode("DE"), "DE", "de"),
                new Agreements.Wish(
                        cadence,
                        day,
                        from,
                        end,
                        random.nextInt(10) == 0 ? ReceiptWish.EACH : ReceiptWish.YEARLY),
                500 + random.nextInt(10_000),
                habits[random.nextInt(habits.length)]);
    }

    private void habits() {
        bank.habit("SHAKY", times -> mixed(times) % 7 == 0 ? "INSTRUMENT_DECLINED" : null);
        bank.habit(
                "POOR", times -> times > 1 && mixed(times) % 3 != 0 ? "INSTRUMENT_DECLINED" : null);
        bank.habit("GONE", times -> times > 6 ? "PAYER_ACCOUNT_LOCKED_OR_CLOSED" : null);
        bank.habit(
                "LOSES",
                new PlayBank.Habit() {
                    @Override
                    public String declines(int times) {
                        return null;
                    }

                    @Override
                    public boolean loses(int times) {
                        return times % 4 == 0;
                    }
                });
        bank.habit(
                "DIES",
                new PlayBank.Habit() {
                    @Override
                    public String declines(int times) {
                        return null;
                    }

                    @Override
                    public boolean kills(int times) {
                        if (times % 5 != 0) {
                            return false;
                        }
                        kills.incrementAndGet();
                        return true;
                    }
                });
    }

    private static int mixed(int times) {
        return Math.floorMod(times * 0x9E3779B9, 1009);
    }

    /** Changes, breaks, ends, another method; what the state refuses is refused. */
    private void changeSomething(RecurringGiftId id) {
        try {
            QuarkusTransaction.requiringNew().run(() -> change(id));
            changes++;
        } catch (DomainProblem | PersistenceException refused) {
            return; // over, not begun, or being worked on
        }
    }

    private void change(RecurringGiftId id) {
        switch (random.nextInt(12)) {
            case 0, 1, 2 ->
                    desk.change(
                            id,
                            null,
                            new TermsChange(
                                    Money.of(500 + random.nextInt(9000), "EUR"),
                                    null,
                                    null,
                                    null,
                                    null),
                            ChangedBy.DONOR);
            case 3, 4, 5 ->
                    desk.change(
                            id,
                            null,
                            new TermsChange(
                                    null,
                                    random.nextBoolean() ? Cadence.MONTHLY : Cadence.QUARTERLY,
                                    new CollectionDay(1 + random.nextInt(28)),
                                    null,
                                    null),
                            ChangedBy.STAFF);
            case 6, 7 ->
                    desk.pause(
                            id,
                            null,
                            clock.today().plusDays(10 + random.nextInt(90)),
                            ChangedBy.DONOR);
            case 8 -> desk.resume(id, null, ChangedBy.DONOR);
            case 9 -> desk.cancel(id, null, CancelReason.OTHER, ChangedBy.DONOR);
            default -> {
                SavedMethodId fresh = new SavedMethodId(ids.next());
                desk.renewMethod(id, null, agreements.newMethod(fresh, "PAYS"), ChangedBy.DONOR);
                renewed.add(fresh);
            }
        }
        if (!renewed.isEmpty() && random.nextBoolean()) {
            toSave.addAll(renewed);
        }
    }

    private final List<SavedMethodId> renewed = new ArrayList<>();
    private final List<SavedMethodId> toSave = new ArrayList<>();

    /** As if the time had passed after which others look after what a dead worker left. */
    private void overTheLeases() throws Exception {
        toSave.forEach(agreements::save);
        renewed.removeAll(toSave);
        toSave.clear();
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(
                    "UPDATE instalment SET lease_until = now() - interval '1 s'"
                            + " WHERE lease_until IS NOT NULL");
        }
    }

    private void judge(List<RecurringGiftId> gifts) {
        Map<String, Long> charged =
                bank.charges().stream()
                        .collect(
                                Collectors.groupingBy(
                                        PlayBank.Charge::payment, Collectors.counting()));
        assertTrue(charged.values().stream().allMatch(it -> it == 1), "a payment twice");
        Map<String, Long> found = new HashMap<>();
        long collected = 0;
        for (RecurringGiftId id : gifts) {
            List<InstalmentView> all = history.instalments(id, Integer.MAX_VALUE, 100);
            RecurringGiftView gift = history.find(id).orElseThrow();
            for (int i = 0; i < all.size(); i++) {
                InstalmentView one = all.get(i);
                assertEquals(all.size() - i, one.number(), id + " has a gap, seed " + SEED);
                String what =
                        one.state() == InstalmentState.SKIPPED
                                        || one.state() == InstalmentState.FAILED
                                ? one.state() + " " + one.reason()
                                : one.state().name();
                found.merge(what, 1L, Long::sum);
                collected += one.state() == InstalmentState.COLLECTED ? 1 : 0;
                boolean isSettled =
                        one.state().isClosed()
                                || one.dueOn().isAfter(clock.today())
                                || one.state() == InstalmentState.RETRYING
                                || !gift.state().isLive();
                assertTrue(isSettled, id + " " + one + ", seed " + SEED);
            }
        }
        Set<RecurringGiftId> ours = Set.copyOf(gifts);
        long mine = bank.charges().stream().filter(it -> isOf(it, ours)).count();
        assertEquals(collected, mine, "collected is what the provider charged, seed " + SEED);
        assertEquals(
                List.of(),
                selfCheck.run().invariants().stream()
                        .filter(it -> !it.offenders().isEmpty())
                        .toList(),
                "seed " + SEED);
        LOG.infof(
                "%d recurring gifts over %d months (seed %d): %d collected, %d changes,"
                        + " %d workers died, %d ticks broke off; instalments %s",
                GIFTS, MONTHS, SEED, collected, changes, kills.get(), brokenOffTicks, found);
        assertTrue(GIFTS > SMALL || brokenOffTicks == 0, "a tick broke off, seed " + SEED);
        assertTrue(kills.get() > 0 && collected > GIFTS, "something happened");
    }

    private boolean isOf(PlayBank.Charge charge, Set<RecurringGiftId> gifts) {
        return owners.computeIfAbsent(charge.method(), this::ownerOf)
                .filter(gifts::contains)
                .isPresent();
    }

    private final Map<String, java.util.Optional<RecurringGiftId>> owners = new HashMap<>();

    private java.util.Optional<RecurringGiftId> ownerOf(String reference) {
        java.util.UUID method =
                java.util.UUID.fromString(reference.substring(reference.indexOf('/') + 1));
        return agreements.ownerOf(new SavedMethodId(method));
    }
}
