package dev.loupe.telemetry.privacy;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Stands names in for business values: the same value under the same key has the same pseudonym everywhere, and no one
 * without the key can tell which value it was, or whether it was a guessed one. Immutable, thread-safe.
 */
public final class Pseudonyms {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int LONGEST_KIND = 32;

    private final List<NumberedMac> currentFirst;

    private Pseudonyms(List<NumberedMac> currentFirst) {
        this.currentFirst = currentFirst;
    }

    /** Pseudonyms under these keys. */
    public static Pseudonyms of(PseudonymKeys keys) {
        return new Pseudonyms(keys.numbers().stream()
                .map(number -> NumberedMac.of(number, keys.key(number)))
                .toList());
    }

    /** Whether a kind's name is one: a lower-case letter, then at most 31 more, digits or {@code _}. */
    public static boolean isKind(String kind) {
        int length = kind.length();
        if (length == 0 || length > LONGEST_KIND || !isLetter(kind.charAt(0))) {
            return false;
        }
        for (int i = 1; i < length; i++) {
            char c = kind.charAt(i);
            if (!isLetter(c) && (c < '0' || c > '9') && c != '_') {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z';
    }

    /**
     * The pseudonym under the current key, such as {@code order1-7KQ3M5ABCDEFGHIJ}: kind, the key's number, and the
     * first 80 bits of HMAC-SHA-256 over kind, a zero byte and the value, in Base32 (RFC 4648, section 6).
     *
     * @param kind as {@link #isKind} says
     * @param value compared byte by byte, in UTF-8
     */
    public String of(String kind, String value) {
        return currentFirst.get(0).pseudonym(kind, value);
    }

    /** What to search for: the pseudonym under each key, the current one's first. */
    public List<String> all(String kind, String value) {
        return currentFirst.stream().map(mac -> mac.pseudonym(kind, value)).toList();
    }

    /** Says how many keys there are. */
    @Override
    public String toString() {
        return "Pseudonyms[" + currentFirst.size() + " keys]";
    }

    /** An initialised MAC, which is cloned for each use: that is cheaper than a new one, and safe on any thread. */
    private static final class NumberedMac {
        private final int number;
        private final Mac initialised;

        private NumberedMac(int number, Mac initialised) {
            this.number = number;
            this.initialised = initialised;
        }

        static NumberedMac of(int number, byte[] key) {
            try {
                Mac mac = Mac.getInstance(ALGORITHM);
                mac.init(new SecretKeySpec(key, ALGORITHM));
                return new NumberedMac(number, (Mac) mac.clone());
            } catch (GeneralSecurityException | CloneNotSupportedException e) {
                throw new IllegalStateException("every Java has " + ALGORITHM, e);
            }
        }

        String pseudonym(String kind, String value) {
            if (!isKind(kind)) {
                throw new IllegalArgumentException("not a kind of key: " + kind.length() + " characters");
            }
            Mac mac = copy();
            mac.update(kind.getBytes(US_ASCII));
            mac.update((byte) 0);
            return kind + number + '-' + Base32.of80Bits(mac.doFinal(value.getBytes(UTF_8)));
        }

        private Mac copy() {
            try {
                return (Mac) initialised.clone();
            } catch (CloneNotSupportedException e) {
                throw new IllegalStateException("could be cloned before", e);
            }
        }
    }
}
