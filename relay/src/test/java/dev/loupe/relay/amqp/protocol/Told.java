package dev.loupe.relay.amqp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.relay.wire.Recording;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Feeds decoders as a relay does, which keeps what they do not take, and writes down what they tell: {@code > 12-30 event} for
 * the client's bytes 12 to 30. A body is one line, whatever its parts.
 */
final class Told {
    private final List<String> lines = new ArrayList<>();
    private final Side<ClientEvent> client;
    private final Side<ServerEvent> server;

    Told(DecoderSettings settings) {
        ClientDecoder clientDecoder = new ClientDecoder(settings);
        ServerDecoder serverDecoder = new ServerDecoder(settings);
        client = new Side<>('>', clientDecoder::feed);
        server = new Side<>('<', serverDecoder::feed);
    }

    /** What a whole recording says. */
    static List<String> of(Recording recording, DecoderSettings settings) {
        return of(recording, settings, List.of(Integer.MAX_VALUE));
    }

    /** The same, cut into pieces of these lengths, again and again. */
    static List<String> of(Recording recording, DecoderSettings settings, List<Integer> lengths) {
        Told told = new Told(settings);
        for (Recording.Turn turn : recording.turns()) {
            told.feed(turn.client(), turn.bytes(), lengths);
        }
        return told.end();
    }

    Told feed(boolean fromClient, byte[] bytes) {
        return feed(fromClient, bytes, List.of(Integer.MAX_VALUE));
    }

    Told feed(boolean fromClient, byte[] bytes, List<Integer> lengths) {
        int piece = 0;
        for (int at = 0; at < bytes.length; piece++) {
            int length = Math.min(lengths.get(piece % lengths.size()), bytes.length - at);
            (fromClient ? client : server).came(Unpooled.wrappedBuffer(bytes, at, length));
            at += length;
        }
        return this;
    }

    List<String> lines() {
        return lines;
    }

    /** All lines, and how far each side was taken. */
    List<String> end() {
        client.end();
        server.end();
        return lines;
    }

    /** A decoder's {@code feed}. */
    private interface Feed<E> {
        int feed(ByteBuf in, Frames<E> frames);
    }

    private final class Side<E> implements Frames<E> {
        private final char sign;
        private final Feed<E> decoder;
        private final Map<Integer, Long> bodies = new TreeMap<>();
        private ByteBuf rest = Unpooled.EMPTY_BUFFER;
        private long taken;
        private int told;

        Side(char sign, Feed<E> decoder) {
            this.sign = sign;
            this.decoder = decoder;
        }

        void came(ByteBuf bytes) {
            // In a buffer where nothing is where it began, with more behind it that must not be read.
            ByteBuf in = Unpooled.buffer(3 + rest.readableBytes() + bytes.readableBytes() + 9);
            in.writeZero(3).skipBytes(3);
            in.writeBytes(rest).writeBytes(bytes);
            int from = in.readerIndex();
            int to = in.writerIndex();
            told = from;
            taken -= from;
            int took = decoder.feed(in, this);
            taken += from;
            assertThat(in.readerIndex()).isEqualTo(from);
            assertThat(in.writerIndex()).isEqualTo(to);
            assertThat(took).isBetween(told - from, to - from);
            taken += took;
            rest = in.slice(from + took, to - from - took);
        }

        private void range(int from, int to) {
            assertThat(from).isGreaterThanOrEqualTo(told);
            assertThat(to).isGreaterThanOrEqualTo(from);
            told = to;
        }

        @Override
        public void method(E event, int from, int to) {
            range(from, to);
            line(from, to, event.toString());
        }

        @Override
        public void content(E event, int methodFrom, int headerFrom, int to) {
            range(methodFrom < 0 ? headerFrom : methodFrom, to);
            line(methodFrom < 0 ? headerFrom : methodFrom, to, (methodFrom < 0 ? "(apart) " : "") + event);
        }

        @Override
        public void body(int channel, int from, int to, int payloadFrom, int payloadTo, boolean last) {
            range(from, to);
            assertThat(payloadFrom).isBetween(from, to);
            assertThat(payloadTo).isBetween(payloadFrom, to);
            bodies.merge(channel, (long) payloadTo - payloadFrom, Long::sum);
            if (last) {
                lines.add(sign + " -" + (taken + to) + " body of " + channel + ": " + bodies.remove(channel));
            }
        }

        private void line(int from, int to, String event) {
            lines.add(sign + " " + (taken + from) + "-" + (taken + to) + " " + event);
        }

        void end() {
            bodies.forEach((channel, bytes) -> lines.add(sign + " unfinished body of " + channel + ": " + bytes));
            bodies.clear();
            lines.add(sign + " " + taken + " taken");
        }
    }
}
