package org.almoner.consent;

/** What personal data may be used for; each is asked for by itself, never bundled. */
public enum ConsentPurpose {
    /** How and why personal data are processed at all (GDPR Art. 13 and its like elsewhere). */
    PRIVACY,
    /** The office in the donor's own country receives the data and may contact the donor. */
    TRANSFER_TO_OFFICE,
    /**
     * The person agrees that data go to an office in a country that does not protect them enough,
     * after being told of the risks (GDPR Art. 49(1)(a)). Kept apart from being told of a transfer.
     */
    TRANSFER_49_1_A,
    /** News about the work and appeals for gifts. */
    NEWSLETTER,
    /**
     * A British taxpayer's declaration that tax may be claimed back on gifts (Income Tax Act 2007
     * s. 428). No permission to use data, so it is kept apart: what it covers, and when it ends, is
     * told by {@code giftaid}; the ledger proves the words.
     */
    GIFT_AID
}
