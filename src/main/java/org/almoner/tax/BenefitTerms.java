package org.almoner.tax;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A rule for benefits as the catalogue has it and the database keeps it.
 *
 * @param rule which law's
 * @param ignoredPercent with {@code ignoredUpTo}: what is worth no more than both is as nothing
 * @param ignoredUpTo minor units
 * @param leftOutAbovePercent what is worth more keeps its gift from being stated
 * @param disclosedAbove minor units; for payments above, the donor must be told what is deductible
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record BenefitTerms(
        Kind rule,
        Long ignoredPercent,
        Long ignoredUpTo,
        Long leftOutAbovePercent,
        Long disclosedAbove) {

    private static final long MOST = 100_000_000;

    /** Laws with a rule that is code; limits are data. */
    enum Kind {
        SPLIT_RECEIPT(true, true, false),
        QUID_PRO_QUO(true, false, true),
        NO_SPLITTING(false, false, false),
        NO_MATTER(false, false, false);

        private final boolean ignores;
        private final boolean leavesOut;
        private final boolean discloses;

        Kind(boolean ignores, boolean leavesOut, boolean discloses) {
            this.ignores = ignores;
            this.leavesOut = leavesOut;
            this.discloses = discloses;
        }
    }

    /** Whether exactly the limits are given that the rule has, and in their bounds. */
    boolean hasItsLimits() {
        return isIn(ignoredPercent, rule.ignores, 100)
                && isIn(ignoredUpTo, rule.ignores, MOST)
                && isIn(leftOutAbovePercent, rule.leavesOut, 100)
                && isIn(disclosedAbove, rule.discloses, MOST);
    }

    private static boolean isIn(Long limit, boolean exists, long most) {
        return exists == (limit != null) && (limit == null || (limit >= 0 && limit <= most));
    }

    /** The rule with its limits. */
    BenefitRule toRule() {
        return switch (rule) {
            case SPLIT_RECEIPT ->
                    new BenefitRule.SplitReceipt(ignoredPercent, ignoredUpTo, leftOutAbovePercent);
            case QUID_PRO_QUO ->
                    new BenefitRule.QuidProQuo(ignoredPercent, ignoredUpTo, disclosedAbove);
            case NO_SPLITTING -> new BenefitRule.NoSplitting();
            case NO_MATTER -> new BenefitRule.NoMatter();
        };
    }
}
