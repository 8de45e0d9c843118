package dev.loupe.relay.amqp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.loupe.relay.amqp.protocol.ClientEvent;
import dev.loupe.relay.amqp.protocol.DecoderSettings;
import dev.loupe.relay.amqp.protocol.MessageEdit;
import dev.loupe.relay.amqp.protocol.ServerEvent;
import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/** Remembers what it is told of every connection, and edits as it is told to. */
final class RecordedConnections implements AmqpPath {
    final BlockingQueue<Recorded> begun = new LinkedBlockingQueue<>();
    final List<Recorded> all = new CopyOnWriteArrayList<>();
    final List<Refusal> refusals = new CopyOnWriteArrayList<>();
    final List<Throwable> failures = new CopyOnWriteArrayList<>();

    /** What becomes of a message that is published, by the room that it has. */
    volatile BiFunction<ClientEvent.BasicPublish, Integer, MessageEdit> edits = (message, room) -> MessageEdit.NONE;

    volatile Predicate<ServerEvent.BasicReturn> swallows = message -> false;
    volatile boolean readsBodies = true;
    volatile int peek;

    /** The next connection that has begun. */
    Recorded next() {
        try {
            Recorded next = begun.poll(20, TimeUnit.SECONDS);
            return next == null ? fail("no connection has begun") : next;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public ConnectionObserver begin() {
        Recorded connection = new Recorded();
        all.add(connection);
        begun.add(connection);
        return connection;
    }

    @Override
    public DecoderSettings decoding() {
        DecoderSettings defaults = DecoderSettings.defaults();
        return new DecoderSettings(defaults.headers(), peek, defaults.maxFrame(), defaults.maxChannels());
    }

    @Override
    public boolean readsBodies() {
        return readsBodies;
    }

    @Override
    public void refused(Refusal refusal) {
        refusals.add(refusal);
    }

    @Override
    public void lost(Throwable why) {
        failures.add(why);
    }

    /** What was told of one connection. */
    final class Recorded implements ConnectionObserver {
        final List<ClientEvent> client = new CopyOnWriteArrayList<>();
        final List<ServerEvent> server = new CopyOnWriteArrayList<>();
        final List<ClientEvent.BasicPublish> published = new CopyOnWriteArrayList<>();
        final List<Integer> rooms = new CopyOnWriteArrayList<>();
        final List<String> atHand = new CopyOnWriteArrayList<>();
        final List<ServerEvent.BasicReturn> returned = new CopyOnWriteArrayList<>();
        final List<Boolean> clientStalls = new CopyOnWriteArrayList<>();
        final List<Boolean> serverStalls = new CopyOnWriteArrayList<>();
        final List<Blind> blind = new CopyOnWriteArrayList<>();
        final List<ConnectionEnd> ends = new CopyOnWriteArrayList<>();
        final List<String> publishedBodies = new CopyOnWriteArrayList<>();
        final List<String> deliveredBodies = new CopyOnWriteArrayList<>();
        private final ByteArrayOutputStream publishing = new ByteArrayOutputStream();
        private final ByteArrayOutputStream delivering = new ByteArrayOutputStream();

        private void stillSees() {
            assertThat(ends).isEmpty();
            assertThat(blind).isEmpty();
        }

        @Override
        public void client(ClientEvent event) {
            stillSees();
            client.add(event);
        }

        @Override
        public MessageEdit publishes(ClientEvent.BasicPublish message, ByteBuf body, int room, boolean mayRaise) {
            stillSees();
            published.add(message);
            rooms.add(room);
            atHand.add(body == null ? "" : body.toString(ISO_8859_1));
            MessageEdit edit = edits.apply(message, room);
            return mayRaise ? edit : new MessageEdit(edit.traceparent(), edit.tracestate(), edit.messageId(), false);
        }

        @Override
        public void publishBody(int channel, ByteBuf part, boolean last) {
            stillSees();
            add(publishing, publishedBodies, part, last);
        }

        @Override
        public void server(ServerEvent event) {
            stillSees();
            server.add(event);
        }

        @Override
        public void deliveryBody(int channel, ByteBuf part, boolean last) {
            stillSees();
            add(delivering, deliveredBodies, part, last);
        }

        private static void add(ByteArrayOutputStream so, List<String> bodies, ByteBuf part, boolean last) {
            byte[] bytes = new byte[part.readableBytes()];
            part.getBytes(part.readerIndex(), bytes);
            so.writeBytes(bytes);
            if (last) {
                bodies.add(so.toString(ISO_8859_1));
                so.reset();
            }
        }

        @Override
        public boolean swallows(ServerEvent.BasicReturn message) {
            stillSees();
            returned.add(message);
            return swallows.test(message);
        }

        @Override
        public void clientStalls(boolean stalls) {
            clientStalls.add(stalls);
        }

        @Override
        public void serverStalls(boolean stalls) {
            serverStalls.add(stalls);
        }

        @Override
        public void blind(Blind why) {
            stillSees();
            blind.add(why);
        }

        @Override
        public void ended(ConnectionEnd end) {
            assertThat(ends).isEmpty();
            ends.add(end);
        }
    }
}
