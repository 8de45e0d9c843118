package dev.loupe.relay.service.route;

import io.netty.util.NetUtil;
import java.util.Set;

/**
 * Tells words in hosts from identifiers and tokens, when in doubt for the latter: a word is {@code v2}, or ASCII letters that
 * a person would write in an address, as {@code shop} or {@code price-list}. Not a word is what has a digit, a capital at its
 * start, an escape or any other character, more than 32 characters, only hexadecimal digits, or no vowel for long. A
 * person's name looks like a word: where one may stand, only a {@link Vocabulary} will do.
 */
public final class Identifiers {
    /** Names below these are nobody's to publish: RFC 6762 appendix G, RFC 8375, and ICANN's choice for private use. */
    private static final Set<String> PRIVATE = Set.of(
            "internal",
            "local",
            "localdomain",
            "lan",
            "home",
            "corp",
            "intranet",
            "private",
            "arpa",
            "test",
            "invalid");

    private static final int LONGEST_WORD = 32;
    private static final int SHORTEST_HEX = 8;
    private static final int LONGEST_CLUSTER = 5;
    private static final int LONGEST_VERSION = 4;

    private Identifiers() {}

    /**
     * A host's last two labels, with {@code *} for those before, which can be a customer's, and without what looks like an
     * identifier. Of a private name, which no registry has published, only words of the {@link Vocabulary} are told.
     * Addresses stay.
     */
    public static String withoutThem(String host) {
        if (NetUtil.isValidIpV4Address(host) || NetUtil.isValidIpV6Address(host)) {
            return host;
        }
        int last = host.lastIndexOf('.');
        int before = host.lastIndexOf('.', last - 1);
        String end = host.substring(last + 1);
        if (last < 0) {
            return told(end, true);
        }
        boolean isPrivate = PRIVATE.contains(end);
        String name = told(host.substring(before + 1, last), isPrivate);
        return (before < 0 ? "" : "*.") + name + '.' + told(end, false);
    }

    private static String told(String label, boolean isPrivate) {
        boolean word = isPrivate ? Vocabulary.knows(label) : !looksLikeOne(label);
        return word ? label : "{id}";
    }

    /**
     * Whether a segment is not surely a word.
     *
     * @param raw as on the wire, not empty
     */
    public static boolean looksLikeOne(String raw) {
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
