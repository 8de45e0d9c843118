package dev.loupe.relay.s3;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * The hosts under which a bucket's name may stand in front: {@code rings.s3.example.com} for a configured domain {@code
 * s3.example.com}, and AWS's own hosts. Every other host, IP addresses and {@code localhost} among them, carries no
 * bucket. Immutable.
 */
public final class S3Hosts {
    private final List<String> domains;

    /**
     * @param domains where virtual-host buckets live, such as {@code s3.example.com}; the longest that fits wins
     * @throws IllegalArgumentException if one is empty, an IP address, or has a scheme, port or leading dot
     */
    public S3Hosts(List<String> domains) {
        domains.forEach(S3Hosts::check);
        this.domains = domains.stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    /**
     * The bucket that the host names, in lower case, or an empty text if it names none.
     *
     * @param host a {@code Host} field's value, with or without a port; null if there was none
     */
    String bucketOf(String host) {
        String name = withoutPort(Objects.requireNonNullElse(host, ""));
        if (name.isEmpty() || isIpAddress(name)) {
            return "";
        }
        for (String domain : domains) {
            if (name.equalsIgnoreCase(domain)) {
                return "";
            }
            int dot = name.length() - domain.length() - 1;
            if (dot > 0 && name.charAt(dot) == '.' && endsWith(name, domain)) {
                return name.substring(0, dot).toLowerCase(Locale.ROOT);
            }
        }
        return AwsHosts.bucketOf(name);
    }

    static boolean endsWith(String host, String suffix) {
        return host.regionMatches(true, host.length() - suffix.length(), suffix, 0, suffix.length());
    }

    private static String withoutPort(String host) {
        int colon = host.indexOf(':');
        if (host.startsWith("[") || (colon >= 0 && host.indexOf(':', colon + 1) >= 0)) {
            return "";
        }
        int end = colon < 0 ? host.length() : colon;
        return end > 0 && host.charAt(end - 1) == '.' ? host.substring(0, end - 1) : host.substring(0, end);
    }

    private static boolean isIpAddress(String host) {
        return host.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
    }

    private static void check(String domain) {
        if (domain.isEmpty()
                || domain.startsWith(".")
                || domain.chars().anyMatch(c -> c == ':' || c == '/' || c <= ' ')
                || isIpAddress(domain)) {
            throw new IllegalArgumentException(
                    "'" + domain + "' is not a domain for virtual-host buckets; expected one like s3.example.com");
        }
    }
}
