package dev.loupe.relay.service.route;

import io.netty.util.NetUtil;

/**
 * Tells words of a service's vocabulary from identifiers, names and tokens, when in doubt for the latter: a word is {@code
 * v2}, or ASCII letters that a person would write in a path, as {@code orders}, {@code price-list} or {@code getPrice}.
 * Not a word is what has a digit, a capital at its start, a dot, an escape or any other character, more than 32
 * characters, only hexadecimal digits, or no vowel for long.
 */
public final class Identifiers {
    private static final int LONGEST_WORD = 32;
    private static final int SHORTEST_HEX = 8;
    private static final int LONGEST_CLUSTER = 5;
    private static final int LONGEST_VERSION = 4;

    private Identifiers() {}

    /**
     * A host's last two labels, with {@code *} for those before, which can be a customer's, and without what looks like an
     * identifier. Addresses stay.
     */
    public static String withoutThem(String host) {
        if (NetUtil.isValidIpV4Address(host) || NetUtil.isValidIpV6Address(host)) {
            return host;
        }
        int last = host.lastIndexOf('.');
        int before = host.lastIndexOf('.', last - 1);
        String end = told(host.substring(last + 1));
        if (last < 0) {
            return end;
        }
        return (before < 0 ? "" : "*.") + told(host.substring(before + 1, last)) + '.' + end;
    }

    private static String told(String label) {
        return looksLikeOne(label) ? "{id}" : label;
    }

    /**
     * Whether a segment is not surely a word.
     *
     * @param raw as on the wire, not empty
     */
    static boolean looksLikeOne(String raw) {
        return raw.length() > LONGEST_WORD || (!isVersion(raw) && (!isSpelledLikeAWord(raw) || isNoise(raw)));
    }

    private static boolean isVersion(String raw) {
        if (raw.length() < 2 || raw.length() > LONGEST_VERSION || raw.charAt(0) != 'v') {
            return false;
        }
        for (int i = 1; i < raw.length(); i++) {
            if (raw.charAt(i) < '0' || raw.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    /** Small letters with single dashes and underscores between them; capitals only where a hump of several begins. */
    private static boolean isSpelledLikeAWord(String raw) {
        boolean afterLetter = false;
        boolean afterCapital = false;
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            boolean small = c >= 'a' && c <= 'z';
            boolean capital = c >= 'A' && c <= 'Z';
            if (!small && (!afterLetter || afterCapital || (!capital && c != '-' && c != '_'))) {
                return false;
            }
            afterLetter = small || capital;
            afterCapital = capital;
        }
        return afterLetter && !afterCapital;
    }

    private static boolean isNoise(String raw) {
        int hex = 0;
        int cluster = 0;
        for (int i = 0; i < raw.length(); i++) {
            int letter = raw.charAt(i) | 0x20;
            hex += letter >= 'a' && letter <= 'f' ? 1 : 0;
            boolean vowel = "aeiouy".indexOf(letter) >= 0;
            boolean consonant = !vowel && letter >= 'a' && letter <= 'z';
            cluster = consonant ? cluster + 1 : 0;
            if (cluster > LONGEST_CLUSTER) {
                return true;
            }
        }
        return hex == raw.length() && hex >= SHORTEST_HEX;
    }
}
