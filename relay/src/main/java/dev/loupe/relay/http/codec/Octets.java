package dev.loupe.relay.http.codec;

/** Character classes of RFC 9110 and RFC 9112, over octets. */
final class Octets {
    private static final boolean[] TOKEN = new boolean[256];
    private static final boolean[] VALUE = new boolean[256];
    private static final boolean[] TARGET = new boolean[256];
    private static final boolean[] AUTHORITY = new boolean[256];

    static {
        String symbols = "!#$%&'*+-.^_`|~";
        String authoritySymbols = "!$&'()*+,;=-._~%:[]";
        for (int c = 0; c < 256; c++) {
            boolean alphanumeric = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            TOKEN[c] = alphanumeric || symbols.indexOf(c) >= 0;
            VALUE[c] = c == '\t' || (c >= ' ' && c != 0x7f);
            TARGET[c] = c > ' ' && c != 0x7f;
            AUTHORITY[c] = alphanumeric || authoritySymbols.indexOf(c) >= 0 || c >= 0x80;
        }
    }

    private Octets() {}

    /** RFC 9110 section 5.6.2. */
    static boolean isToken(byte b) {
        return TOKEN[b & 0xff];
    }

    /** RFC 9110 section 5.5: visible, blank, or obs-text. */
    static boolean isValue(byte b) {
        return VALUE[b & 0xff];
    }

    /** Anything visible; octets from 0x80 on pass, since clients send raw UTF-8. */
    static boolean isTarget(byte b) {
        return TARGET[b & 0xff];
    }

    /** What a host and port may hold (RFC 3986 section 3.2.2), without user information. */
    static boolean isAuthority(byte b) {
        return AUTHORITY[b & 0xff];
    }

    static boolean isBlank(byte b) {
        return b == ' ' || b == '\t';
    }

    /** Value of a hexadecimal digit, or -1. */
    static int hex(byte b) {
        if (b >= '0' && b <= '9') {
            return b - '0';
        }
        int lower = b | 0x20;
        return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
    }
}
