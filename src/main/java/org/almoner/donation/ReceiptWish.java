package org.almoner.donation;

/** How the donor of a recurring gift wants to be thanked for its instalments. */
public enum ReceiptWish {
    /** A receipt by e-mail for each instalment. */
    EACH,
    /** One overview by e-mail after the end of the year. Each instalment still has its number. */
    YEARLY
}
