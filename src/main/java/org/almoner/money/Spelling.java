package org.almoner.money;

import java.util.Currency;

/** How a language spells numbers before the name of a currency, and names those currencies. */
interface Spelling {

    /** A number of zero or more, in the form it has before the name of a unit. */
    String whole(long number);

    /** What stands between major and minor units. */
    String and();

    /** Name of so many major units; the code where the language has no name for the currency. */
    String major(Currency currency, long number);

    /** Name of so many minor units. */
    String minor(Currency currency, long number);

    /** What remains of a number below the highest scale and how often that scale is in it. */
    record Part(long times, long rest) {

        static Part of(long number, long scale) {
            return new Part(number / scale, number % scale);
        }
    }
}
