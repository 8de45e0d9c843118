package dev.loupe.relay.service;

import dev.loupe.telemetry.InvalidSetting;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/** Networks by address and prefix, IPv4 and IPv6. Immutable. */
public final class Networks {
    /** No network at all. */
    public static final Networks NONE = new Networks(List.of());

    private static final int MAPPED_BITS = 96;

    private final List<Network> networks;

    private record Network(byte[] address, int prefix) {
        boolean contains(byte[] other) {
            if (other.length != address.length) {
                return false;
            }
            for (int bit = 0; bit < prefix; bit += Byte.SIZE) {
                int mask = prefix - bit >= Byte.SIZE ? 0xff : 0xff << (Byte.SIZE - (prefix - bit));
                if (((address[bit / Byte.SIZE] ^ other[bit / Byte.SIZE]) & mask) != 0) {
                    return false;
                }
            }
            return true;
        }
    }

    private Networks(List<Network> networks) {
        this.networks = List.copyOf(networks);
    }

    /**
     * Networks such as {@code 10.0.0.0/8} or {@code fd00::/8}, or single addresses.
     *
     * @param key the setting, of which a mistake names the item
     * @throws InvalidSetting if one is not written so; names are not looked up
     */
    public static Networks of(String key, List<String> written) {
        List<Network> networks = new ArrayList<>();
        for (int i = 0; i < written.size(); i++) {
            networks.add(network(key + '[' + i + ']', written.get(i).trim()));
        }
        return new Networks(networks);
    }

    private static Network network(String item, String text) {
        int slash = text.indexOf('/');
        byte[] address = NetUtil.createByteArrayFromIpAddressString(slash < 0 ? text : text.substring(0, slash));
        String prefix = slash < 0 ? "" : text.substring(slash + 1);
        if (address == null || !prefix.matches(slash < 0 ? "" : "\\d{1,3}")) {
            throw new InvalidSetting(item, "a network, such as 10.0.0.0/8 or fd00::/8");
        }
        int most = address.length * Byte.SIZE;
        int bits = slash < 0 ? most : Integer.parseInt(prefix);
        if (bits > most) {
            throw new InvalidSetting(item, "a network with a prefix of at most " + most);
        }
        byte[] plain = withoutMapping(address);
        return plain.length == address.length
                ? new Network(plain, bits)
                : new Network(plain, Math.max(0, bits - MAPPED_BITS));
    }

    /** An IPv4 address in IPv6's clothes is that IPv4 address, as it is for a socket. */
    private static byte[] withoutMapping(byte[] address) {
        try {
            return InetAddress.getByAddress(address).getAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether an address lies in one of them; null lies in none. */
    public boolean contains(InetAddress address) {
        if (address == null || networks.isEmpty()) {
            return false;
        }
        byte[] bytes = address.getAddress();
        for (Network network : networks) {
            if (network.contains(bytes)) {
                return true;
            }
        }
        return false;
    }
}
