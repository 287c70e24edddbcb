package org.almoner.consent;

/** Where a text is shown. */
enum ConsentForm {
    /** With a gift, and in the portal. */
    GIFT,
    /** Where somebody wants the newsletter and nothing else. */
    SIGN_UP
}
