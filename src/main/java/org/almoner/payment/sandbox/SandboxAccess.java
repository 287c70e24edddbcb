package org.almoner.payment.sandbox;

import java.net.URI;
import java.util.List;

/** Where the sandbox provider is and with what secrets it is talked to. */
interface SandboxAccess {

    /** Whether play money is taken at all. */
    boolean enabled();

    /** Address of the provider's API. */
    URI base();

    /** Bearer token of the API. */
    String secret();

    /** Secrets that notifications may be signed with; two while they are being changed. */
    List<String> webhookSecrets();
}
