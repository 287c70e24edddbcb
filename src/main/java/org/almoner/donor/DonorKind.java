package org.almoner.donor;

/** Who gives: a human being, or a church, company, association or other body. */
public enum DonorKind {
    PERSON,
    ORGANISATION,
    /** Somebody who was erased; nothing but gifts is left. */
    ERASED
}
