package org.almoner.webhook;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which addresses are of the public network, by the registries of special-purpose addresses of IANA
 * (RFC 6890 and what was added since: iana-ipv4-special-registry, iana-ipv6-special-registry), the
 * multicast and reserved blocks, and one address that a cloud keeps among the public ones for
 * itself. Of IPv6 only global unicast, 2000::/3, is public at all: that leaves out loopback, unique
 * local, link local, mapped (::ffff:0:0/96), NAT64 (64:ff9b::/96) and multicast in one rule.
 */
final class PublicAddresses {

    private static final List<Block> NOT_PUBLIC_4 =
            blocks(
                    "0.0.0.0/8", // this network, RFC 791
                    "10.0.0.0/8", // private, RFC 1918
                    "100.64.0.0/10", // shared by carriers, RFC 6598
                    "127.0.0.0/8", // loopback, RFC 1122
                    "168.63.129.16/32", // Azure's own services, for every machine in it
                    "169.254.0.0/16", // link local, RFC 3927, with the metadata of clouds
                    "172.16.0.0/12", // private, RFC 1918
                    "192.0.0.0/24", // protocol assignments, RFC 6890
                    "192.0.2.0/24", // documentation, RFC 5737
                    "192.31.196.0/24", // AS112, RFC 7535
                    "192.52.193.0/24", // AMT, RFC 7450
                    "192.88.99.0/24", // 6to4 relays, RFC 7526
                    "192.168.0.0/16", // private, RFC 1918
                    "192.175.48.0/24", // AS112, RFC 7534
                    "198.18.0.0/15", // benchmarks, RFC 2544
                    "198.51.100.0/24", // documentation, RFC 5737
                    "203.0.113.0/24", // documentation, RFC 5737
                    "224.0.0.0/4", // multicast, RFC 5771
                    "240.0.0.0/4"); // reserved, RFC 1112, with the broadcast address

    private static final Block GLOBAL_6 = block("2000::/3");

    private static final List<Block> NOT_PUBLIC_6 =
            blocks(
                    "2001::/23", // protocol assignments, RFC 2928, with Teredo, RFC 4380
                    "2001:db8::/32", // documentation, RFC 3849
                    "2002::/16", // 6to4, RFC 3056: an IPv4 address in disguise
                    "2620:4f:8000::/48", // AS112, RFC 7534
                    "3fff::/20"); // documentation, RFC 9637

    private PublicAddresses() {}

    private record Block(byte[] prefix, int bits) {

        boolean holds(byte[] address) {
            if (address.length != prefix.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                if (((address[bit / 8] ^ prefix[bit / 8]) >> (7 - bit % 8) & 1) != 0) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public String toString() {
            return "Block[/" + bits + "]";
        }
    }

    /** Whether it may be called: nothing of the machine, its network, its cloud, or of nobody. */
    static boolean includes(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (address instanceof Inet4Address) {
            return NOT_PUBLIC_4.stream().noneMatch(block -> block.holds(bytes));
        }
        return GLOBAL_6.holds(bytes) && NOT_PUBLIC_6.stream().noneMatch(it -> it.holds(bytes));
    }

    private static List<Block> blocks(String... texts) {
        return Stream.of(texts).map(PublicAddresses::block).toList();
    }

    /** Literals are read without asking anybody. */
    private static Block block(String text) {
        String[] parts = text.split("/");
        try {
            return new Block(
                    InetAddress.getByName(parts[0]).getAddress(), Integer.parseInt(parts[1]));
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
