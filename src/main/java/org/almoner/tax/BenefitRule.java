package org.almoner.tax;

import org.almoner.office.Jurisdiction;

/**
 * What a law says of gifts for which something was given in return. {@link BenefitSql} says the
 * same over all gifts of a year at once, by the {@link Limits}; a test holds the two against each
 * other. Amounts are minor units of the gift's currency.
 */
sealed interface BenefitRule {

    /** As the database needs it; {@code null} where a limit does not exist. */
    record Limits(
            BenefitEffect otherwise,
            Long ignoredPercent,
            Long ignoredUpTo,
            boolean cashCounts,
            Long leftOutAbovePercent,
            Long disclosedAbove) {}

    /**
     * What was given in return.
     *
     * @param intangible then the value is zero
     */
    record Returned(long value, boolean cashLike, boolean intangible) {}

    /**
     * What comes of it.
     *
     * @param eligible what may be claimed
     * @param disclosed whether the donor must be told so in the words of the law
     */
    record Outcome(BenefitEffect effect, long eligible, boolean disclosed) {}

    /**
     * What comes of a gift.
     *
     * @param rest what is left of it, more than zero
     */
    Outcome of(long rest, Returned returned);

    Limits limits();

    /** Whether it is a rule of that law. */
    boolean isOf(Jurisdiction law);

    /**
     * Canada: the eligible amount is what was received less the advantage (ITA s. 248(31)). An
     * advantage of not more than ten per cent of the gift and of 75 dollars is none, unless it is
     * money or nearly so; above eighty per cent there was no intention to give (CRA, Split
     * receipting; ITA s. 248(30)).
     */
    record SplitReceipt(long ignoredPercent, long ignoredUpTo, long leftOutAbovePercent)
            implements BenefitRule {

        @Override
        public Outcome of(long rest, Returned advantage) {
            boolean isMinimal =
                    isAtMost(ignoredPercent, rest, advantage.value())
                            && advantage.value() <= ignoredUpTo;
            if (isMinimal && !advantage.cashLike()) {
                return new Outcome(BenefitEffect.IGNORED, rest, false);
            }
            if (!isAtMost(leftOutAbovePercent, rest, advantage.value())) {
                return new Outcome(BenefitEffect.LEAVES_OUT, 0, false);
            }
            return new Outcome(BenefitEffect.REDUCES, rest - advantage.value(), false);
        }

        @Override
        public Limits limits() {
            return new Limits(
                    BenefitEffect.REDUCES,
                    ignoredPercent,
                    ignoredUpTo,
                    true,
                    leftOutAbovePercent,
                    null);
        }

        @Override
        public boolean isOf(Jurisdiction law) {
            return law == Jurisdiction.CA;
        }
    }

    /**
     * United States: a payment is deductible as far as it is more than the goods or services. What
     * is worth no more than two per cent of the payment and an indexed amount is insubstantial
     * (Rev. Proc. 90-12). Above 75 dollars the donor must be told (IRC § 6115); an intangible
     * religious benefit takes nothing away and is named (§ 170(f)(8)(B)(iii)).
     */
    record QuidProQuo(long ignoredPercent, long ignoredUpTo, long disclosedAbove)
            implements BenefitRule {

        @Override
        public Outcome of(long rest, Returned goods) {
            if (goods.intangible()) {
                return new Outcome(BenefitEffect.REDUCES, rest, false);
            }
            boolean isInsubstantial =
                    isAtMost(ignoredPercent, rest, goods.value()) && goods.value() <= ignoredUpTo;
            if (isInsubstantial) {
                return new Outcome(BenefitEffect.IGNORED, rest, false);
            }
            long deductible = Math.max(0, rest - goods.value());
            return new Outcome(BenefitEffect.REDUCES, deductible, rest > disclosedAbove);
        }

        @Override
        public Limits limits() {
            return new Limits(
                    BenefitEffect.REDUCES,
                    ignoredPercent,
                    ignoredUpTo,
                    false,
                    null,
                    disclosedAbove);
        }

        @Override
        public boolean isOf(Jurisdiction law) {
            return law == Jurisdiction.US;
        }
    }

    /**
     * Germany, Australia, the Netherlands: whoever gets something for it does not give, and one
     * payment is not taken apart (BFH on § 10b EStG; ITAA 1997 s 30-15; art. 6.33 Wet IB 2001).
     */
    record NoSplitting() implements BenefitRule {

        @Override
        public Outcome of(long rest, Returned returned) {
            return new Outcome(BenefitEffect.LEAVES_OUT, 0, false);
        }

        @Override
        public Limits limits() {
            return new Limits(BenefitEffect.LEAVES_OUT, null, null, true, null, null);
        }

        @Override
        public boolean isOf(Jurisdiction law) {
            return law == Jurisdiction.DE || law == Jurisdiction.AU || law == Jurisdiction.NL;
        }
    }

    /** United Kingdom: the yearly statement lists what was paid; benefits decide about Gift Aid. */
    record NoMatter() implements BenefitRule {

        @Override
        public Outcome of(long rest, Returned returned) {
            return new Outcome(BenefitEffect.NO_MATTER, rest, false);
        }

        @Override
        public Limits limits() {
            return new Limits(BenefitEffect.NO_MATTER, null, null, true, null, null);
        }

        @Override
        public boolean isOf(Jurisdiction law) {
            return law == Jurisdiction.GB;
        }
    }

    /** Whether a value is no more than so many per cent of an amount, without rounding. */
    private static boolean isAtMost(long percent, long amount, long value) {
        return Math.multiplyExact(value, 100L) <= Math.multiplyExact(amount, percent);
    }
}
