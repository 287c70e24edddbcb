package org.almoner.consent;

/** What ticking a box says. */
public enum ConsentMeaning {
    /** Nothing is decided; the text informs. */
    INFORMATION,
    /** A tick is a yes; without it nothing is allowed. */
    CONSENT,
    /**
     * A tick is a no ("please do not …"), offered where the law allows contact unless the person
     * objects, and wants the objection offered when the data are collected (UK PECR reg. 22(3A),
     * GDPR Art. 21(4)). Left alone it records that the offer was made.
     */
    OBJECTION
}
