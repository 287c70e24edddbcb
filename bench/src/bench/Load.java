package bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Runs the same act on several connections as fast as each is answered, for a bounded time. */
final class Load {

    /** One connection, used by one thread. */
    interface Connection extends AutoCloseable {
        @Override
        void close() throws java.io.IOException, java.sql.SQLException;

        void runOnce() throws Exception;
    }

    /**
     * What a turn gave.
     *
     * @param runs completed runs; a failed one ends the measurement instead of being counted
     * @param seconds from the first run's start to the last run's end
     * @param nanos how long each run took, sorted
     */
    record Turn(long runs, double seconds, long[] nanos) {

        double rate() {
            return runs / seconds;
        }

        double millis(double quantile) {
            return nanos[(int) Math.min(nanos.length - 1L, (long) (nanos.length * quantile))] / 1e6;
        }
    }

    private Load() {}

    static Turn drive(int connections, Duration time, Callable<Connection> opener)
            throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        try {
            List<Connection> opened = new ArrayList<>();
            for (int index = 0; index < connections; index++) {
                opened.add(opener.call());
            }
            long started = System.nanoTime();
            long end = started + time.toNanos();
            List<Future<long[]>> results = new ArrayList<>();
            opened.forEach(one -> results.add(threads.submit(() -> loop(one, end))));
            List<long[]> all = new ArrayList<>();
            for (Future<long[]> result : results) {
                all.add(result.get());
            }
            double seconds = (System.nanoTime() - started) / 1e9;
            long[] nanos = all.stream().flatMapToLong(Arrays::stream).sorted().toArray();
            return new Turn(nanos.length, seconds, nanos);
        } catch (ExecutionException failure) {
            throw new IllegalStateException("A run failed", failure.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    /**
     * Begins runs at a constant rate, whether or not earlier ones are done, and counts from the
     * moment each should have begun: who has to wait is not left out of the measurement.
     *
     * @param connections so many that one is always free
     * @param rate runs per second
     */
    static Turn steady(int connections, double rate, Duration time, Callable<Connection> opener)
            throws Exception {
        AtomicLong next = new AtomicLong();
        long runs = (long) (rate * time.toNanos() / 1e9);
        long started = System.nanoTime() + 100_000_000;
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        try {
            List<Future<long[]>> results = new ArrayList<>();
            for (int index = 0; index < connections; index++) {
                Connection opened = opener.call();
                results.add(
                        threads.submit(
                                () -> paced(opened, next, new Pace(started, 1e9 / rate, runs))));
            }
            List<long[]> all = new ArrayList<>();
            for (Future<long[]> result : results) {
                all.add(result.get());
            }
            double seconds = (System.nanoTime() - started) / 1e9;
            long[] nanos = all.stream().flatMapToLong(Arrays::stream).sorted().toArray();
            return new Turn(nanos.length, seconds, nanos);
        } catch (ExecutionException failure) {
            throw new IllegalStateException("A run failed", failure.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private record Pace(long started, double everyNanos, long runs) {}

    private static long[] paced(Connection connection, AtomicLong next, Pace pace)
            throws Exception {
        List<Long> nanos = new ArrayList<>();
        try (connection) {
            for (long run = next.getAndIncrement();
                    run < pace.runs();
                    run = next.getAndIncrement()) {
                long due = pace.started() + (long) (run * pace.everyNanos());
                for (long left = due - System.nanoTime(); left > 0; ) {
                    LockSupport.parkNanos(left);
                    left = due - System.nanoTime();
                }
                connection.runOnce();
                nanos.add(System.nanoTime() - due);
            }
        }
        return nanos.stream().mapToLong(Long::longValue).toArray();
    }

    private static long[] loop(Connection connection, long end) throws Exception {
        try (connection) {
            long[] nanos = new long[1024];
            int count = 0;
            for (long from = System.nanoTime(); from < end; ) {
                connection.runOnce();
                long to = System.nanoTime();
                if (count == nanos.length) {
                    nanos = Arrays.copyOf(nanos, count * 2);
                }
                nanos[count++] = to - from;
                from = to;
            }
            return Arrays.copyOf(nanos, count);
        }
    }
}
