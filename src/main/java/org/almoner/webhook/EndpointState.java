package org.almoner.webhook;

/** The life of an endpoint. */
public enum EndpointState {
    /** Messages are sent. */
    ACTIVE,
    /** Messages wait. */
    SUSPENDED,
    /** Gone for ever; its messages are deleted. Never shown. */
    REMOVED
}
