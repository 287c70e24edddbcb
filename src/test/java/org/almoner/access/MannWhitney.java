package org.almoner.access;

import java.util.Arrays;
import java.util.Comparator;

/**
 * Whether two sets of measurements come from the same source: the rank sum test of Mann and
 * Whitney, with the normal approximation and the correction for ties.
 *
 * @param p how likely a difference like this one is when there is none
 * @param medianGap the second median less the first
 */
record MannWhitney(double p, double medianGap) {

    private static final double[] COEFFICIENTS = {
        0.319381530, -0.356563782, 1.781477937, -1.821255978, 1.330274429
    };

    private record Measured(long value, boolean isFirst) {}

    static MannWhitney of(long[] first, long[] second) {
        Measured[] all = new Measured[first.length + second.length];
        for (int i = 0; i < first.length; i++) {
            all[i] = new Measured(first[i], true);
        }
        for (int i = 0; i < second.length; i++) {
            all[first.length + i] = new Measured(second[i], false);
        }
        Arrays.sort(all, Comparator.comparingLong(Measured::value));
        double ranks = 0;
        double ties = 0;
        for (int from = 0; from < all.length; ) {
            int to = from;
            while (to < all.length && all[to].value() == all[from].value()) {
                to++;
            }
            double rank = (from + 1 + to) / 2.0;
            double tied = to - from;
            ties += tied * tied * tied - tied;
            for (int i = from; i < to; i++) {
                ranks += all[i].isFirst() ? rank : 0;
            }
            from = to;
        }
        return new MannWhitney(
                p(ranks, ties, first.length, second.length), median(second) - median(first));
    }

    private static double p(double ranks, double ties, double n, double m) {
        double u = ranks - n * (n + 1) / 2;
        double all = n + m;
        double variance = n * m / 12 * (all + 1 - ties / (all * (all - 1)));
        if (variance <= 0) {
            return 1;
        }
        double z = (Math.abs(u - n * m / 2) - 0.5) / Math.sqrt(variance);
        return Math.min(1, 2 * upperTail(Math.max(0, z)));
    }

    /** The normal distribution beyond z, after Abramowitz and Stegun 26.2.17, to seven digits. */
    private static double upperTail(double z) {
        double t = 1 / (1 + 0.2316419 * z);
        double sum = 0;
        for (int i = COEFFICIENTS.length - 1; i >= 0; i--) {
            sum = t * (COEFFICIENTS[i] + sum);
        }
        return Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI) * sum;
    }

    private static double median(long[] values) {
        long[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1
                ? sorted[middle]
                : (sorted[middle - 1] + sorted[middle]) / 2.0;
    }
}
