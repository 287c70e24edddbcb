package org.almoner.access;

import java.io.IOException;

/** Where the issuer's public keys come from. */
interface KeySource {

    /** The key set as it is now, in JSON (RFC 7517, section 5). */
    String load() throws IOException;
}
