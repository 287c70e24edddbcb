package org.almoner.tax;

/** Why a person whose gifts fall into a year gets no statement of it from a run. */
public enum LeftOut {
    /** All gifts of the year stand on statements already. */
    ALL_STATED,
    /** All gifts of the year flowed back. */
    NOTHING_LEFT,
    /** The person was erased; what is kept is kept for tax offices, not for letters. */
    ERASED,
    /** A payer can still have a gift back without a reason; later runs take the person. */
    MAY_STILL_BE_TAKEN_BACK,
    /** For all gifts that are left something was given in return that keeps them off statements. */
    SOMETHING_IN_RETURN,
    /** No gift is large enough to be deductible. */
    NOTHING_COUNTS,
    /** The rows of this person belong to another person since; that one is looked at instead. */
    JOINED_ELSEWHERE
}
