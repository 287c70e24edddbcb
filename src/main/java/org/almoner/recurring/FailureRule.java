package org.almoner.recurring;

import java.util.List;

/**
 * What a failed or returned collection leads to.
 *
 * @param action what is done
 * @param afterDays for another try: days to wait after the first, second … failed try; when they
 *     are used up the instalment is given up
 * @param tell what the donor is told
 */
record FailureRule(Action action, List<Integer> afterDays, Tell tell) {

    enum Action {
        /** Try again after a while, with the same method. */
        RETRY,
        /** The method is of no use any more: collect nothing until the donor names another. */
        RENEW_METHOD,
        /** Give this instalment up and go on with the next. */
        GIVE_UP,
        /** The bank says that there is no mandate: the recurring gift ends. */
        CANCEL,
        /** The donor has died: the recurring gift ends, and nothing is mailed. */
        CANCEL_DECEASED
    }

    /** What the donor is told; codes of banks are never shown. */
    enum Tell {
        TRY_AGAIN,
        RENEW_METHOD,
        CONFIRM,
        OBJECTED,
        NO_MANDATE,
        NOTHING
    }

    /** Days until the next try after so many failed ones; nothing when there shall be none. */
    Integer waitAfter(int failedTries) {
        return action == Action.RETRY && failedTries <= afterDays.size()
                ? afterDays.get(failedTries - 1)
                : null;
    }
}
