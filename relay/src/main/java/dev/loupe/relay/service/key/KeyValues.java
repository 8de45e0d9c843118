package dev.loupe.relay.service.key;

import java.nio.charset.StandardCharsets;

/** What counts as a business key's value. */
final class KeyValues {
    /** A longer value is none: to cut it could make two of them the same. In characters. */
    static final int LONGEST = 256;

    private static final int LAST_ASCII = 0x7f;

    private KeyValues() {}

    /** Without white space around it; null if it is no value. */
    static String normal(String raw) {
        String value = raw.strip();
        return value.isEmpty() || value.length() > LONGEST ? null : value;
    }

    /** A field's value as text: UTF-8, as bodies and paths are. */
    static String ofField(String octets) {
        for (int i = 0; i < octets.length(); i++) {
            if (octets.charAt(i) > LAST_ASCII) {
                return new String(octets.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
            }
        }
        return octets;
    }
}
