package org.almoner.access;

import java.util.Set;

/**
 * The roles staff can have, as the identity provider names them, and the donor's. Each of staff
 * counts only for the offices of the same token; a role nobody knows is worth nothing.
 */
public final class Roles {

    /** Books, refunds, bank files, exports. */
    public static final String FINANCE = "finance";

    /** The daily work with gifts and donors. */
    public static final String OFFICE = "office";

    /** Consents, requests of the persons concerned, the audit trail. */
    public static final String PRIVACY = "privacy";

    /** All of it, and the state of the service itself. */
    public static final String ADMIN = "admin";

    /**
     * The system of an office that receives what is handed over: a machine, which sees its feed,
     * acknowledges it, and nothing else.
     */
    public static final String RECEIVER = "receiver";

    /**
     * A donor who signed in to the portal. No identity provider of staff can give this role, and no
     * donor's token has any other.
     */
    public static final String DONOR = "donor";

    /** What staff can have. */
    static final Set<String> ALL = Set.of(FINANCE, OFFICE, PRIVACY, ADMIN, RECEIVER);

    private Roles() {}
}
