package dev.loupe.bench.decoder;

import dev.loupe.relay.amqp.protocol.ClientDecoder;
import dev.loupe.relay.amqp.protocol.DecoderSettings;
import dev.loupe.relay.amqp.protocol.Frames;
import dev.loupe.relay.amqp.protocol.ServerDecoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

/** Decodes one portion of AMQP traffic again and again, from the buffers in which sockets deliver it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class AmqpDecoderBenchmark {
    private static final DecoderSettings SETTINGS =
            new DecoderSettings(Set.of("x-order-id"), 0, 128 * 1024 + 8, 65_536);

    /** What is decoded. */
    @Param
    public AmqpTraffic traffic;

    private final ClientDecoder client = new ClientDecoder(SETTINGS);
    private final ServerDecoder server = new ServerDecoder(SETTINGS);
    private ByteBuf fromClient;
    private ByteBuf fromServer;
    private Frames<Object> frames;

    /** Begins the connection. */
    @Setup
    public void begin(Blackhole hole) {
        frames = new Consumed(hole);
        client.feed(Unpooled.wrappedBuffer(AmqpTraffic.protocolHeader()), frames);
        fromClient = direct(traffic.fromClient());
        fromServer = direct(traffic.fromServer());
        check();
    }

    private void check() {
        if (client.feed(fromClient, frames) != fromClient.readableBytes()
                || server.feed(fromServer, frames) != fromServer.readableBytes()) {
            throw new IllegalStateException("not all of it was taken");
        }
    }

    private static ByteBuf direct(ByteBuffer bytes) {
        return ByteBufAllocator.DEFAULT.directBuffer(bytes.remaining()).writeBytes(bytes);
    }

    /** Gives the buffers back. */
    @TearDown
    public void end() {
        fromClient.release();
        fromServer.release();
    }

    /** Both sides' bytes, once. */
    @Benchmark
    public void decode() {
        client.feed(fromClient, frames);
        server.feed(fromServer, frames);
    }

    private record Consumed(Blackhole hole) implements Frames<Object> {
        @Override
        public void method(Object event, int from, int to) {
            hole.consume(event);
        }

        @Override
        public void content(Object event, int methodFrom, int headerFrom, int to) {
            hole.consume(event);
        }

        @Override
        public void body(int channel, int from, int to, int payloadFrom, int payloadTo, boolean last) {
            hole.consume(payloadTo);
        }
    }
}
