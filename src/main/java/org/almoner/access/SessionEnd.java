package org.almoner.access;

/** Why a donor's session ended before its time. */
public enum SessionEnd {
    /** The donor signed out in that browser. */
    SIGNED_OUT,
    /** The donor ended it from another browser. */
    ENDED_BY_DONOR,
    /** A refresh token was used a second time, so somebody else may hold it. */
    TOKEN_REUSED,
    /** The donor is reached by another address now. */
    ADDRESS_CHANGED,
    /** Staff joined or separated the person's records. */
    ACCOUNT_CHANGED,
    /** The person was erased. */
    ERASED
}
