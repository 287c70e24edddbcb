package org.almoner.trial;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** Gifts at a steady pace, whatever happens to the service, with a note of every single answer. */
final class SteadyLoad implements AutoCloseable {

    private static final int CALLS_PER_GIFT = 4;
    private static final int THREADS = 40;
    private static final long SLOW_MILLIS = 5_000;

    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(THREADS);
    private final WizardClient client;
    private final Function<WizardClient, WizardClient.Draft> gift;
    private final Map<Integer, AtomicLong> statuses = new ConcurrentSkipListMap<>();
    private final Queue<WizardClient.Draft> completed = new ConcurrentLinkedQueue<>();
    private final Queue<String> told = new ConcurrentLinkedQueue<>();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final List<Long> recoveries = new ArrayList<>();
    private final AtomicLong slowest = new AtomicLong();
    private final Queue<String> slowAnswers = new ConcurrentLinkedQueue<>();
    private final AtomicLong lastSuccess = new AtomicLong();

    private SteadyLoad(Cluster cluster, Function<WizardClient, WizardClient.Draft> gift) {
        client = new WizardClient(cluster::anyNode, this::note);
        this.gift = gift;
        gift.apply(client); // warm, and the texts are known
        statuses.clear();
        slowest.set(0);
        slowAnswers.clear();
    }

    /** So many calls a second to the cluster's nodes by turns, retries not counted. */
    static SteadyLoad start(Cluster cluster, int callsPerSecond) {
        return start(cluster, callsPerSecond, it -> it.prepare("SUCCEEDS"));
    }

    /** The same with gifts of one's own. */
    static SteadyLoad start(
            Cluster cluster, int callsPerSecond, Function<WizardClient, WizardClient.Draft> gift) {
        SteadyLoad load = new SteadyLoad(cluster, gift);
        long pause = 1_000_000L * CALLS_PER_GIFT / callsPerSecond;
        load.threads.scheduleAtFixedRate(
                () -> load.threads.execute(load::give), 0, pause, TimeUnit.MICROSECONDS);
        return load;
    }

    private void give() {
        try {
            WizardClient.Draft draft = gift.apply(client);
            Answer answer = client.complete(draft, WizardClient.newKey());
            WizardClient.expect(201, answer);
            told.add(answer.text("donation"));
            completed.add(draft);
        } catch (AssertionError | RuntimeException failure) {
            if (!threads.isShutdown()) {
                wrong.add(failure.toString());
            }
        }
    }

    private void note(Answer answer, long millis) {
        statuses.computeIfAbsent(answer.status(), unused -> new AtomicLong()).incrementAndGet();
        slowest.accumulateAndGet(millis, Math::max);
        if (millis > SLOW_MILLIS) {
            slowAnswers.add(millis + " ms for " + answer);
        }
        if (answer.status() >= 200 && answer.status() < 300) {
            lastSuccess.set(System.nanoTime());
        }
        complaint(answer).ifPresent(wrong::add);
    }

    /**
     * What is wrong with an answer while the database is away: only 2xx, 503, and 409 for a call
     * still being worked on are right, the latter two as problems with {@code Retry-After}.
     */
    static Optional<String> complaint(Answer answer) {
        if (answer.status() >= 200 && answer.status() < 300) {
            return Optional.empty();
        }
        boolean inFlight = answer.status() == 409 && answer.text("code").equals("still-running");
        if (answer.status() != 503 && !inFlight) {
            return Optional.of("not to be answered now: " + answer);
        }
        return answer.contentType().startsWith("application/problem+json")
                        && answer.retryAfter() != null
                ? Optional.empty()
                : Optional.of("not as a problem or without Retry-After: " + answer);
    }

    void run(Duration length) {
        Eventually.pause(Math.max(0, length.toMillis()));
    }

    /** The fault is over: notes how long it takes until calls succeed, then goes on for a while. */
    void recover(long limitMillis) {
        long over = System.nanoTime();
        Eventually.holds(
                "calls succeed again",
                Duration.ofMillis(limitMillis),
                () -> lastSuccess.get() > over);
        recoveries.add((System.nanoTime() - over) / 1_000_000);
        run(Duration.ofSeconds(3));
    }

    List<WizardClient.Draft> completed() {
        return List.copyOf(completed);
    }

    List<String> told() {
        return List.copyOf(told);
    }

    List<String> wrong() {
        return List.copyOf(wrong);
    }

    List<Long> recoveries() {
        return recoveries;
    }

    long slowest() {
        return slowest.get();
    }

    /** The answers that took more than five seconds. */
    List<String> slow() {
        return List.copyOf(slowAnswers);
    }

    Map<Integer, AtomicLong> statuses() {
        return new TreeMap<>(statuses);
    }

    /** No new gifts; those that are on their way come to their end. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            threads.awaitTermination(70, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
