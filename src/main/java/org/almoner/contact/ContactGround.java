package org.almoner.contact;

/** On what a message can rest. */
public enum ContactGround {
    /** The message is about the person's own gifts. */
    OWN_GIFT,
    /** A yes that a signed-in person gave, or that the mailbox itself has confirmed. */
    CONFIRMED_CONSENT,
    /** A yes. */
    EXPRESS_CONSENT,
    /**
     * A supporter of the charity was offered to say no when the data were collected, on or after
     * the first day of the law, and has not (UK PECR reg. 22(3A)). Not retrospective.
     */
    SOFT_OPT_IN_CHARITABLE,
    /**
     * A customer was offered to say no when buying (UK PECR reg. 22(3)). Kept apart from the
     * charitable one: a gift is no sale, and no sales are recorded here, so nobody is in this
     * group.
     */
    SOFT_OPT_IN_COMMERCIAL,
    /** Somebody who gave, not too long ago. */
    DONOR_RELATION,
    /** The law exempts the messages of charities registered in its own country. */
    CHARITY_EXEMPTION,
    /** The charity's interest prevails as long as the person does not object. */
    LEGITIMATE_INTEREST,
    /** The law asks for nothing but that a no is respected. */
    OPT_OUT;

    /** Whether it is a yes of the person's own. */
    boolean isConsent() {
        return this == CONFIRMED_CONSENT || this == EXPRESS_CONSENT;
    }
}
