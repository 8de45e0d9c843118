package dev.loupe.relay.s3;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Reads the error code and the request id out of an error response's body while it passes. Fed piece by piece, it keeps
 * at most the first {@value #KEPT_AT_MOST} bytes; after {@link #finish()} it keeps only the two texts. Whatever the body
 * is, nothing here throws. For one thread at a time.
 *
 * <p>The body's form: AWS's API reference, "Error responses", {@code <Error><Code>…</Code>…<RequestId>…</RequestId>}.
 */
public final class S3ErrorBody {
    /** Bytes; S3's own errors are a few hundred, with code and message in front. */
    static final int KEPT_AT_MOST = 4 * 1024;

    private static final int FIRST_PIECE = 512;

    private byte[] kept = new byte[0];
    private int length;
    private boolean finished;
    private Optional<String> code = Optional.empty();
    private Optional<String> requestId = Optional.empty();

    /** Looks at the readable bytes; indices and reference count stay as they are. */
    public void feed(ByteBuf bytes) {
        int more = Math.min(bytes.readableBytes(), KEPT_AT_MOST - length);
        if (finished || more <= 0) {
            return;
        }
        if (length + more > kept.length) {
            int size = Math.max(length + more, Math.max(FIRST_PIECE, 2 * kept.length));
            kept = Arrays.copyOf(kept, Math.min(KEPT_AT_MOST, size));
        }
        bytes.getBytes(bytes.readerIndex(), kept, length, more);
        length += more;
    }

    /** The body is over, or as much of it as will come: reads what was kept, then lets it go. */
    public void finish() {
        if (finished) {
            return;
        }
        finished = true;
        ErrorXml xml = ErrorXml.read(new String(kept, 0, length, StandardCharsets.ISO_8859_1));
        code = xml.code();
        requestId = xml.requestId();
        kept = new byte[0];
        length = 0;
    }

    /**
     * The error's code, such as {@code NoSuchKey}: two words or more, each with a capital, at most 64 letters together.
     * Empty before {@link #finish()}, and if the body has none or a different one.
     */
    public Optional<String> code() {
        return code;
    }

    /** The store's id of the request: 1 to 64 of {@code A-Z a-z 0-9 . _ -}; under the same conditions as the code. */
    public Optional<String> requestId() {
        return requestId;
    }
}
