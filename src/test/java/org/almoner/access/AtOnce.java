package org.almoner.access;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/** Many who do something at the same moment. */
public final class AtOnce {

    private AtOnce() {}

    /** What came of it for each; none begins before all are ready. */
    public static <T> List<T> all(int many, IntFunction<Callable<T>> work) throws Exception {
        ExecutorService hands = Executors.newFixedThreadPool(many);
        CyclicBarrier ready = new CyclicBarrier(many);
        try {
            List<Callable<T>> calls = new ArrayList<>();
            for (int i = 0; i < many; i++) {
                Callable<T> call = work.apply(i);
                calls.add(
                        () -> {
                            ready.await(30, TimeUnit.SECONDS);
                            return call.call();
                        });
            }
            List<T> results = new ArrayList<>();
            for (var result : hands.invokeAll(calls)) {
                results.add(result.get());
            }
            return results;
        } finally {
            hands.shutdownNow();
        }
    }
}
