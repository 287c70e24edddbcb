package org.almoner.consent;

/** Where a text is shown. */
enum ConsentForm {
    /** With a gift, and in the portal. */
    GIFT,
    /** Where somebody wants the newsletter and nothing else. */
    SIGN_UP,
    /**
     * In the portal, to a donor who has moved to the country of another office: whether his data
     * may go there.
     */
    MOVING
}
