package dev.loupe.relay.amqp.protocol;

import static dev.loupe.relay.amqp.protocol.Wire.body;
import static dev.loupe.relay.amqp.protocol.Wire.bytes;
import static dev.loupe.relay.amqp.protocol.Wire.deliver;
import static dev.loupe.relay.amqp.protocol.Wire.header;
import static dev.loupe.relay.amqp.protocol.Wire.publish;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.lang.management.ManagementFactory;
import java.util.Collections;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bodies cost no memory, and a message no more than what is told of it. */
class AllocationTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int FEEDS = 1000;

    /** What reading the counter itself costs. */
    private static final long NOTHING = 50;

    /** A method's record and a header's, with room for a machine that pads more. */
    private static final long RECORDS = 120;

    private final ClientDecoder client = new ClientDecoder(DecoderSettings.defaults());
    private final ServerDecoder server = new ServerDecoder(DecoderSettings.defaults());
    private long told;
    private final Frames<Object> frames = new Nobody<>() {
        @Override
        public void body(int channel, int from, int to, int payloadFrom, int payloadTo, boolean last) {
            told += payloadTo - payloadFrom;
        }
    };

    @BeforeEach
    void begin() {
        client.feed(Unpooled.wrappedBuffer(bytes(Wire.protocolHeader(), Wire.tuneOk(131_072))), frames);
        server.feed(Unpooled.wrappedBuffer(Wire.tune(131_072)), frames);
    }

    @Test
    void bodyFrames_allocateNothing() {
        ByteBuf announced = Unpooled.wrappedBuffer(bytes(publish(1, "", "q"), header(1, 1L << 40, 0)));
        ByteBuf bodies = repeated(body(1, "x".repeat(1_000)), 1_000);
        client.feed(announced, frames);
        server.feed(Unpooled.wrappedBuffer(bytes(deliver(1, "t", 1, "", "q"), header(1, 1L << 40, 0))), frames);

        assertThat(bytesFor(() -> client.feed(bodies, frames))).isLessThan(NOTHING);
        assertThat(bytesFor(() -> server.feed(bodies, frames))).isLessThan(NOTHING);
        assertThat(told).isPositive();
    }

    @Test
    void bodyFramesOfSeveralChannels_allocateNothing() {
        byte[] one = bytes(publish(1, "", "q"), header(1, 1L << 40, 0));
        client.feed(Unpooled.wrappedBuffer(bytes(one, publish(2, "", "q"), header(2, 1L << 40, 0))), frames);
        ByteBuf bodies = repeated(bytes(body(1, "x".repeat(100)), body(2, "y".repeat(100))), 1_000);

        assertThat(bytesFor(() -> client.feed(bodies, frames))).isLessThan(NOTHING);
    }

    @Test
    void publishes_allocateOnlyWhatIsToldOfThem() {
        ByteBuf messages = repeated(bytes(publish(1, "orders", "order.1"), header(1, 1, 0), body(1, "x")), 100);

        assertThat(bytesFor(() -> client.feed(messages, frames)) / 100).isLessThan(RECORDS);
    }

    @Test
    void deliveries_allocateOnlyWhatIsToldOfThem() {
        byte[] properties = bytes(
                Wire.shortString("application/json"), Wire.table(Wire.field("x-some-header", "value")), new byte[] {2});
        ByteBuf messages = repeated(
                bytes(
                        deliver(1, "amq.ctag-1", 1, "orders", "order.1"),
                        header(1, 1, 1 << 15 | 1 << 13 | 1 << 12, properties),
                        body(1, "x")),
                100);

        assertThat(bytesFor(() -> server.feed(messages, frames)) / 100).isLessThan(2 * RECORDS);
    }

    private static ByteBuf repeated(byte[] message, int times) {
        return Unpooled.wrappedBuffer(bytes(Collections.nCopies(times, message).toArray(byte[][]::new)));
    }

    /** On average, once it has been done so often that nothing is new. */
    private static long bytesFor(Runnable feed) {
        feed.run();
        feed.run();
        long id = Thread.currentThread().getId();
        long before = THREADS.getThreadAllocatedBytes(id);
        for (int i = 0; i < FEEDS; i++) {
            feed.run();
        }
        return (THREADS.getThreadAllocatedBytes(id) - before) / FEEDS;
    }
}
