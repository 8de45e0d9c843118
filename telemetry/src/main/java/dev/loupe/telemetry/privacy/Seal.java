package dev.loupe.telemetry.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Proves to the processes that share the keys of pseudonyms that a text comes from one of them. Each purpose has keys of its
 * own, derived from those, so that neither a pseudonym nor another purpose's tag is a tag. Immutable, thread-safe.
 */
public final class Seal {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int TAG_BYTES = 16;

    private final List<byte[]> currentFirst;

    private Seal(List<byte[]> currentFirst) {
        this.currentFirst = currentFirst;
    }

    /**
     * Seals under these keys.
     *
     * @param purpose in words; who checks a tag must name the same
     */
    public static Seal of(PseudonymKeys keys, String purpose) {
        // A zero byte in front: a pseudonym's input begins with a kind, which is never empty.
        String derivation = "\0seal\0" + purpose;
        return new Seal(keys.numbers().stream()
                .map(number -> mac(keys.key(number), derivation))
                .toList());
    }

    /** The tag of a text under the current key: 128 bits of HMAC-SHA-256, in 22 characters of Base64 for URLs. */
    public String tag(String text) {
        return tag(currentFirst.get(0), text);
    }

    /** Whether that is the text's tag under any key. */
    public boolean matches(String text, String tag) {
        byte[] given = tag.getBytes(UTF_8);
        boolean matches = false;
        for (byte[] key : currentFirst) {
            matches |= MessageDigest.isEqual(tag(key, text).getBytes(UTF_8), given);
        }
        return matches;
    }

    private static String tag(byte[] key, String text) {
        byte[] whole = mac(key, text);
        byte[] kept = new byte[TAG_BYTES];
        System.arraycopy(whole, 0, kept, 0, TAG_BYTES);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(kept);
    }

    private static byte[] mac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    /** Says how many keys there are. */
    @Override
    public String toString() {
        return "Seal[" + currentFirst.size() + " keys]";
    }
}
