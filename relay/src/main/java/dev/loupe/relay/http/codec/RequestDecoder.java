package dev.loupe.relay.http.codec;

/**
 * Decodes requests, to the letter: what RFC 9112 lets a server refuse because two parsers may read it differently is
 * refused.
 */
public final class RequestDecoder extends MessageDecoder {
    private static final int MAX_LENGTH_DIGITS = 18;

    /**
     * @param maxHead bytes of a head, its start line included
     * @param maxTarget bytes of a request target
     */
    public RequestDecoder(int maxHead, int maxTarget) {
        super(new HeadReader(true, maxHead, maxTarget), false);
    }

    @Override
    HttpEvent started(Head head, Framing bodyFraming) {
        return new HttpEvent.Request(head, bodyFraming);
    }

    @Override
    boolean headFollows(Head head) {
        return false;
    }

    @Override
    Framing framing(Head head) {
        int host = head.find("host");
        if (host < 0 ? head.minorVersion() > 0 : !isHost(head, host)) {
            refuse(Fault.HOST);
            return null;
        }
        int encoding = head.find("transfer-encoding");
        int length = head.find("content-length");
        if (encoding >= 0) {
            boolean sound = head.minorVersion() > 0
                    && head.valueIs(encoding, "chunked")
                    && head.find("transfer-encoding", encoding + 1) < 0;
            if (length >= 0) {
                refuse(Fault.LENGTH_AND_ENCODING);
            } else if (!sound) {
                refuse(Fault.TRANSFER_ENCODING);
            }
            return Framing.CHUNKED;
        }
        if (length < 0) {
            return Framing.NONE;
        }
        long bytes = length(head.value(length));
        if (bytes < 0 || head.find("content-length", length + 1) >= 0) {
            refuse(Fault.CONTENT_LENGTH);
            return null;
        }
        return Framing.length(bytes);
    }

    private static boolean isHost(Head head, int host) {
        String value = head.value(host);
        for (int i = 0; i < value.length(); i++) {
            if (!Octets.isAuthority((byte) value.charAt(i))) {
                return false;
            }
        }
        return head.find("host", host + 1) < 0;
    }

    /** The number, or -1 if it is none (RFC 9110 section 8.6: digits only). */
    static long length(String value) {
        if (value.isEmpty() || value.length() > MAX_LENGTH_DIGITS) {
            return -1;
        }
        long bytes = 0;
        for (int i = 0; i < value.length(); i++) {
            int digit = value.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            bytes = bytes * 10 + digit;
        }
        return bytes;
    }
}
