package dev.loupe.relay.http.codec;

import java.util.List;

/**
 * Decodes responses. A response comes from the server that the operator chose, so its bytes pass as they are wherever
 * only one reading is possible: bare line feeds, folded fields, repeated equal lengths.
 */
public final class ResponseDecoder extends MessageDecoder {
    private boolean toHead;

    /** @param maxHead bytes of a head, its start line included */
    public ResponseDecoder(int maxHead) {
        super(new HeadReader(false, maxHead, maxHead), true);
    }

    /**
     * Tells which request the next response answers, since a response to {@code HEAD} has no body whatever its fields
     * say.
     */
    public void answering(String method) {
        toHead = "HEAD".equals(method);
    }

    @Override
    HttpEvent started(Head head, Framing bodyFraming) {
        return new HttpEvent.Response(head, bodyFraming);
    }

    @Override
    boolean headFollows(Head head) {
        return head.status() < 200 && head.status() != 101;
    }

    @Override
    Framing framing(Head head) {
        int status = head.status();
        if (toHead || status == 101 || status == 204 || status == 304) {
            return Framing.NONE;
        }
        List<String> encodings = head.all("transfer-encoding");
        List<String> lengths = head.all("content-length");
        if (!encodings.isEmpty()) {
            if (!lengths.isEmpty()) {
                refuse(Fault.LENGTH_AND_ENCODING);
            }
            return isChunked(encodings.get(encodings.size() - 1)) ? Framing.CHUNKED : Framing.UNTIL_CLOSE;
        }
        if (lengths.isEmpty()) {
            return Framing.UNTIL_CLOSE;
        }
        long bytes = RequestDecoder.length(lengths.get(0));
        if (bytes < 0 || lengths.stream().anyMatch(other -> !other.equals(lengths.get(0)))) {
            refuse(Fault.CONTENT_LENGTH);
            return null;
        }
        return Framing.length(bytes);
    }

    /** Whether the last coding of the list is the chunked one, as only the last one tells where the body ends. */
    private static boolean isChunked(String codings) {
        String last = codings.substring(codings.lastIndexOf(',') + 1).trim();
        return last.equalsIgnoreCase("chunked");
    }
}
