package org.almoner.webhook;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Tells which addresses a name leads to at this moment. */
@FunctionalInterface
interface Resolver {

    /**
     * All addresses of a name; may take as long as the machine's own resolver does.
     *
     * @throws UnknownHostException when there are none
     */
    List<InetAddress> addressesOf(String host) throws UnknownHostException;
}
