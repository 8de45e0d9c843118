package dev.loupe.relay.http;

import dev.loupe.telemetry.InvalidSetting;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Which servers a forward proxy may be asked for. A rule is a host and, after a colon, a port or a range of ports; without
 * them every port will do. The host is {@code *} for any, {@code *.name} for everything below a name, or a name or address
 * itself, IPv6 in brackets.
 *
 * <p>A host that only a rule with {@code *} lets in must not turn out to be at an address of this machine or this link:
 * loopback, link-local (where clouds have their metadata service), unspecified, multicast. Otherwise anybody who can make
 * the service fetch a URL could reach what is not meant for him. A rule that names the host itself permits that.
 */
public final class ForwardRules {
    /** Everything but this machine and this link. */
    public static final ForwardRules DEFAULT = of(List.of("*"));

    private static final int MAX_PORT = 65_535;

    private final List<Rule> rules;

    private ForwardRules(List<Rule> rules) {
        this.rules = List.copyOf(rules);
    }

    private record Rule(String host, int firstPort, int lastPort) {
        boolean isWildcard() {
            return host.startsWith("*");
        }

        boolean fits(String name, int port) {
            if (port < firstPort || port > lastPort) {
                return false;
            }
            if (isWildcard()) {
                return host.length() == 1 || name.endsWith(host.substring(1));
            }
            return host.equals(name);
        }
    }

    /** What a server may be reached at. */
    enum Permission {
        /** Nowhere. */
        NONE,
        /** At addresses of other machines. */
        ELSEWHERE,
        /** At any address. */
        ANYWHERE;

        boolean covers(InetAddress address) {
            return switch (this) {
                case NONE -> false;
                case ELSEWHERE -> !isHere(address);
                case ANYWHERE -> true;
            };
        }

        private static boolean isHere(InetAddress address) {
            return address.isLoopbackAddress()
                    || address.isLinkLocalAddress()
                    || address.isAnyLocalAddress()
                    || address.isMulticastAddress()
                    || isThisNetwork(address.getAddress())
                    || isAwsMetadata(address.getAddress());
        }

        /** RFC 1122 section 3.2.1.3: 0.0.0.0/8. */
        private static boolean isThisNetwork(byte[] address) {
            return address.length == 4 && address[0] == 0;
        }

        /** fd00:ec2::/32, where EC2 has its services for instances. */
        private static boolean isAwsMetadata(byte[] address) {
            return address.length == 16
                    && address[0] == (byte) 0xfd
                    && address[1] == 0
                    && address[2] == 0x0e
                    && address[3] == (byte) 0xc2;
        }
    }

    /** Rules in that form; throws {@link InvalidSetting} for what is none. */
    public static ForwardRules of(List<String> rules) {
        List<Rule> parsed = new ArrayList<>(rules.size());
        for (String rule : rules) {
            parsed.add(parse(rule));
        }
        return new ForwardRules(parsed);
    }

    private static Rule parse(String rule) {
        int colon = rule.lastIndexOf(':');
        boolean hasPort = colon > rule.lastIndexOf(']');
        String host = (hasPort ? rule.substring(0, colon) : rule).toLowerCase(Locale.ROOT);
        if (!isHost(host)) {
            throw new InvalidSetting("rules", "* or *.name or a host, each with a port or a range of ports if wanted");
        }
        if (!hasPort) {
            return new Rule(Authority.plain(host), 1, MAX_PORT);
        }
        String ports = rule.substring(colon + 1);
        int dash = ports.indexOf('-');
        int first = Authority.port(dash < 0 ? ports : ports.substring(0, dash));
        int last = dash < 0 ? first : Authority.port(ports.substring(dash + 1));
        if (first < 0 || last < first) {
            throw new InvalidSetting("rules", "host:port or host:first-last where a host is followed by a colon");
        }
        return new Rule(Authority.plain(host), first, last);
    }

    private static boolean isHost(String host) {
        String name = host.startsWith("*.") ? host.substring(2) : host.equals("*") ? "any" : host;
        return !name.isEmpty() && name.indexOf('*') < 0 && Authority.isHost(name);
    }

    /** The widest permission that a rule gives. */
    Permission permission(String host, int port) {
        Permission permission = Permission.NONE;
        for (Rule rule : rules) {
            if (rule.fits(host, port)) {
                if (!rule.isWildcard()) {
                    return Permission.ANYWHERE;
                }
                permission = Permission.ELSEWHERE;
            }
        }
        return permission;
    }
}
