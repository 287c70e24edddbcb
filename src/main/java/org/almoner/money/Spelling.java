package org.almoner.money;

import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.function.LongFunction;

/** How a language spells numbers before the name of a currency, and names those currencies. */
interface Spelling {

    long HIGHEST_SCALE = 1_000_000_000_000_000L;

    /** A number of zero or more, in the form it has before the name of a unit. */
    String whole(long number);

    /** What stands between major and minor units. */
    String and();

    /** Name of so many major units; the code where the language has no name for the currency. */
    String major(Currency currency, long number);

    /** Name of so many minor units. */
    String minor(Currency currency, long number);

    /** The words for so many of one scale, such as of millions. */
    @FunctionalInterface
    interface Scale {

        /**
         * @param times above zero
         * @param index of the scale, 0 for the highest
         */
        String words(long times, int index);
    }

    /**
     * Goes down the scales from 10^15 by thousands, and says what is left below the last.
     *
     * @param scales how many there are
     */
    static String byScales(long number, int scales, Scale scale, LongFunction<String> rest) {
        List<String> words = new ArrayList<>();
        Part part = new Part(0, number);
        long size = HIGHEST_SCALE;
        for (int i = 0; i < scales; i++) {
            part = Part.of(part.rest(), size);
            if (part.times() > 0) {
                words.add(scale.words(part.times(), i));
            }
            size /= 1000;
        }
        if (part.rest() > 0 || words.isEmpty()) {
            words.add(rest.apply(part.rest()));
        }
        return String.join(" ", words);
    }

    /** What remains of a number below the highest scale and how often that scale is in it. */
    record Part(long times, long rest) {

        static Part of(long number, long scale) {
            return new Part(number / scale, number % scale);
        }
    }
}
