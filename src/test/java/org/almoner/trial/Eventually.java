package org.almoner.trial;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assertions;

/** Waits for what must come about, and no longer than it may take. */
final class Eventually {

    private static final int STEP_MILLIS = 50;

    private Eventually() {}

    /** Asks again until the answer is yes; fails with the sentence when the time is up. */
    static void holds(String sentence, Duration limit, Callable<Boolean> question) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!isTrue(question)) {
            if (System.nanoTime() > deadline) {
                Assertions.fail("Not within " + limit.toSeconds() + " s: " + sentence);
            }
            pause(STEP_MILLIS);
        }
    }

    /** Waits until the value is as expected; fails with the last value when the time is up. */
    static <T> void equals(T expected, Duration limit, Callable<T> value) {
        long deadline = System.nanoTime() + limit.toNanos();
        T found = answer(value);
        while (!expected.equals(found)) {
            if (System.nanoTime() > deadline) {
                Assertions.assertEquals(expected, found, "after " + limit.toSeconds() + " s");
            }
            pause(STEP_MILLIS);
            found = answer(value);
        }
    }

    static void pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static boolean isTrue(Callable<Boolean> question) {
        return Boolean.TRUE.equals(answer(question));
    }

    private static <T> T answer(Callable<T> question) {
        try {
            return question.call();
        } catch (Exception notYet) {
            return null;
        }
    }
}
