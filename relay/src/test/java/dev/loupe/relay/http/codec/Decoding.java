package dev.loupe.relay.http.codec;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * What a decoder made of some bytes: the same for every way of cutting them. Runs of a body are joined, messages that
 * end are followed by the next one, and every byte that a decoder passes on is kept in order.
 */
final class Decoding {
    private final MessageDecoder decoder;
    private final Deque<String> methods;
    private final List<String> events = new ArrayList<>();
    private final List<Head> heads = new ArrayList<>();
    private final List<Framing> framings = new ArrayList<>();
    private final ByteArrayOutputStream passed = new ByteArrayOutputStream();
    private final StringBuilder raw = new StringBuilder();
    private final StringBuilder content = new StringBuilder();
    private long counted;
    private long consumed;
    private Fault fault;

    private Decoding(MessageDecoder decoder, List<String> methods) {
        this.decoder = decoder;
        this.methods = new ArrayDeque<>(methods);
        nextMethod();
    }

    static Decoding ofRequests() {
        return new Decoding(new RequestDecoder(64 * 1024, 16 * 1024), List.of());
    }

    static Decoding ofResponses(String... methods) {
        return new Decoding(new ResponseDecoder(64 * 1024), List.of(methods));
    }

    static Decoding request(String text) {
        return ofRequests().feed(bytes(text));
    }

    static Decoding response(String method, String text) {
        return ofResponses(method).feed(bytes(text));
    }

    /** One char, one byte. */
    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    Decoding feed(byte[] part) {
        ByteBuf in = Unpooled.wrappedBuffer(part);
        int before;
        do {
            before = in.readerIndex();
            decoder.feed(in, event -> take(event, in));
            if (decoder.ended()) {
                goOn();
            }
        } while (in.isReadable() && fault == null && in.readerIndex() > before);
        consumed += in.readerIndex();
        return this;
    }

    /** Feeds in pieces of that many bytes. */
    Decoding feed(byte[] all, int pieces) {
        for (int at = 0; at < all.length; at += pieces) {
            feed(java.util.Arrays.copyOfRange(all, at, Math.min(all.length, at + pieces)));
        }
        return this;
    }

    Decoding inputClosed() {
        events.add(decoder.inputClosed() ? "closed whole" : "closed");
        flush();
        return this;
    }

    private void take(HttpEvent event, ByteBuf in) {
        if (event instanceof HttpEvent.Request request) {
            head("request", request.head(), request.framing());
        } else if (event instanceof HttpEvent.Response response) {
            head("response", response.head(), response.framing());
        } else if (event instanceof HttpEvent.Interim interim) {
            head("interim", interim.head(), Framing.NONE);
        } else if (event instanceof HttpEvent.Content run) {
            content.append(text(in, run.start(), run.end()));
        } else if (event instanceof HttpEvent.Body run) {
            String text = text(in, run.start(), run.end());
            raw.append(text);
            passed.writeBytes(bytes(text));
            counted += run.contentBytes();
        } else if (event instanceof HttpEvent.End) {
            flush();
            events.add("end");
        } else if (event instanceof HttpEvent.Malformed malformed) {
            fault = malformed.fault();
            raw.setLength(0);
            content.setLength(0);
            events.add("malformed " + fault);
        }
    }

    private void head(String what, Head head, Framing framing) {
        heads.add(head);
        framings.add(framing);
        passed.write(head.bytes(), 0, head.length());
        events.add(what + " " + new String(head.bytes(), 0, head.length(), StandardCharsets.ISO_8859_1) + framing);
    }

    private void flush() {
        if (!raw.isEmpty()) {
            events.add("body " + raw);
            events.add("content " + content);
            if (counted != content.length()) {
                events.add("counted " + counted + " content bytes, not " + content.length());
            }
        }
        raw.setLength(0);
        content.setLength(0);
        counted = 0;
    }

    private void goOn() {
        decoder.next();
        nextMethod();
    }

    private void nextMethod() {
        if (decoder instanceof ResponseDecoder responses) {
            responses.answering(methods.isEmpty() ? "GET" : methods.poll());
        }
    }

    private static String text(ByteBuf in, int start, int end) {
        return in.toString(start, end - start, StandardCharsets.ISO_8859_1);
    }

    /** Heads, joined bodies, ends and faults, in order. */
    List<String> events() {
        flush();
        return events;
    }

    Head head() {
        return heads.get(0);
    }

    List<Head> heads() {
        return heads;
    }

    Framing framing() {
        return framings.get(0);
    }

    /** Why decoding stopped, or null. */
    Fault fault() {
        return fault;
    }

    /** Every byte of heads and bodies, in order. */
    byte[] passed() {
        return passed.toByteArray();
    }

    /** How many bytes were taken from the buffers. */
    long consumed() {
        return consumed;
    }

    /** The joined bodies without any framing, one for each message that had one. */
    List<String> contents() {
        return events().stream()
                .filter(event -> event.startsWith("content "))
                .map(event -> event.substring("content ".length()))
                .toList();
    }

    long ends() {
        return events.stream().filter("end"::equals).count();
    }
}
