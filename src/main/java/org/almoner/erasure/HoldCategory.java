package org.almoner.erasure;

/** Why somebody's data must not be deleted; reports name it, and never the words behind it. */
public enum HoldCategory {
    /** Claims of ours or against us (GDPR Art. 17(3)(e)). */
    CLAIM,
    /** Proceedings before a court. */
    COURT,
    /** An authority asks. */
    AUTHORITY,
    /** The person wants them kept, for claims of their own (GDPR Art. 18(1)(c)). */
    RESTRICTION_ASKED
}
