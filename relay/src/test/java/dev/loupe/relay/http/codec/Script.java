package dev.loupe.relay.http.codec;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Feeds a decoder piece by piece and writes down what it says, so that two runs can be compared. */
final class Script {
    private final MessageDecoder decoder;
    private final List<String> said = new ArrayList<>();
    private final StringBuilder forwarded = new StringBuilder();
    private final StringBuilder body = new StringBuilder();
    private final StringBuilder content = new StringBuilder();
    private ByteBuf current;

    Script(MessageDecoder decoder) {
        this.decoder = decoder;
    }

    static Script request(String... pieces) {
        return new Script(new RequestDecoder(64 * 1024, 16 * 1024)).feed(pieces);
    }

    static Script response(String method, String... pieces) {
        ResponseDecoder decoder = new ResponseDecoder(64 * 1024);
        decoder.answering(method);
        return new Script(decoder).feed(pieces);
    }

    Script feed(String... pieces) {
        for (String piece : pieces) {
            current = Unpooled.copiedBuffer(piece, StandardCharsets.ISO_8859_1);
            int before = -1;
            while (current.isReadable() && current.readerIndex() != before) {
                before = current.readerIndex();
                decoder.feed(current, this::hear);
                if (decoder.ended()) {
                    decoder.next();
                }
            }
        }
        return this;
    }

    private void hear(HttpEvent event) {
        if (event instanceof HttpEvent.Request request) {
            said.add(request.head().method() + ' ' + request.head().target() + ' ' + request.framing());
            forward(request.head());
        } else if (event instanceof HttpEvent.Response response) {
            said.add(response.head().status() + " " + response.framing());
            forward(response.head());
        } else if (event instanceof HttpEvent.Interim interim) {
            said.add("interim " + interim.head().status());
            forward(interim.head());
        } else if (event instanceof HttpEvent.Body run) {
            String bytes = text(run.start(), run.end());
            body.append(bytes);
            forwarded.append(bytes);
        } else if (event instanceof HttpEvent.Content run) {
            content.append(text(run.start(), run.end()));
        } else if (event instanceof HttpEvent.Malformed malformed) {
            said.add(malformed.fault().name());
        } else {
            said.add("end of " + content);
            content.setLength(0);
        }
    }

    private void forward(Head head) {
        forwarded.append(new String(head.bytes(), 0, head.length(), StandardCharsets.ISO_8859_1));
    }

    private String text(int start, int end) {
        return current.toString(start, end - start, StandardCharsets.ISO_8859_1);
    }

    /** What the decoder said, in order, body runs joined. */
    List<String> said() {
        return said;
    }

    /** All bytes that would go on. */
    String forwarded() {
        return forwarded.toString();
    }

    /** All body bytes, framing included. */
    String body() {
        return body.toString();
    }
}
