package org.almoner.contact;

/** What a message is for. Only the first is no marketing. */
public enum ContactPurpose {
    /** About the person's own gifts: receipts, announcements, tax documents, answers. */
    SERVICE,
    /** Appeals whose primary purpose is raising funds for the charity. */
    FUNDRAISING,
    /** News about the work, events and ways to join in. */
    NEWS,
    /** Offers of goods and services; no consent of the ledger is about them. */
    TRADE;

    boolean isMarketing() {
        return this != SERVICE;
    }

    /** Whether a yes to the newsletter is a yes to this; its words name news and appeals. */
    boolean isInNewsletter() {
        return this == FUNDRAISING || this == NEWS;
    }
}
