package org.almoner.access;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * Where a request comes from, as far as it matters: an IPv4 address, or the 64 bits of an IPv6
 * address that a household shares.
 *
 * @param counted what requests are counted by
 * @param shown cut shorter, for the mail: enough to know one's own, too little to find somebody
 */
public record Network(String counted, String shown) {

    /** Reads a literal address; names are never looked up. */
    public static Network of(String address) {
        String literal = address == null ? "" : address.replaceFirst("%.*$", "");
        if (!literal.matches("[0-9a-fA-F:.]{2,45}")) {
            return new Network("unknown", "");
        }
        try {
            InetAddress read = InetAddress.getByName(literal);
            byte[] bytes = read.getAddress();
            if (read instanceof Inet6Address) {
                byte[] net = Arrays.copyOf(Arrays.copyOf(bytes, 8), 16);
                byte[] site = Arrays.copyOf(Arrays.copyOf(bytes, 6), 16);
                return new Network(
                        InetAddress.getByAddress(net).getHostAddress() + "/64",
                        InetAddress.getByAddress(site).getHostAddress() + "/48");
            }
            return new Network(
                    read.getHostAddress(),
                    (bytes[0] & 0xff) + "." + (bytes[1] & 0xff) + "." + (bytes[2] & 0xff) + ".x");
        } catch (UnknownHostException unreadable) {
            return new Network("unknown", "");
        }
    }

    @Override
    public String toString() {
        return "Network";
    }
}
