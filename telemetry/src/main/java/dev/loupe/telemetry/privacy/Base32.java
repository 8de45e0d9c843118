package dev.loupe.telemetry.privacy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** Base32 of RFC 4648, section 6, which the JDK does not have; as much of it as a pseudonym needs. */
final class Base32 {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int BITS = 5;
    private static final int CHARACTERS = 16;

    private Base32() {}

    /** The first 10 bytes as 16 characters. */
    static String of80Bits(byte[] bytes) {
        byte[] text = new byte[CHARACTERS];
        int held = 0;
        int heldBits = 0;
        int next = 0;
        for (int i = 0; i < CHARACTERS; i++) {
            if (heldBits < BITS) {
                held = (held << Byte.SIZE | (bytes[next++] & 0xff)) & 0xffff;
                heldBits += Byte.SIZE;
            }
            heldBits -= BITS;
            text[i] = (byte) ALPHABET.charAt(held >> heldBits & 0x1f);
        }
        return new String(text, ISO_8859_1);
    }
}
