package dev.loupe.bench.decoder;

import dev.loupe.relay.postgres.protocol.BackendDecoder;
import dev.loupe.relay.postgres.protocol.DecoderLimits;
import dev.loupe.relay.postgres.protocol.Events;
import dev.loupe.relay.postgres.protocol.FrontendDecoder;
import dev.loupe.relay.postgres.protocol.ParametersWanted;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
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

/** Decodes one portion of traffic again and again, from the buffers in which sockets deliver it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DecoderBenchmark {
    /** What is decoded. */
    @Param
    public Traffic traffic;

    private final FrontendDecoder frontend = new FrontendDecoder(DecoderLimits.defaults(), ParametersWanted.NONE);
    private final BackendDecoder backend = new BackendDecoder(DecoderLimits.defaults());
    private ByteBuf fromClient;
    private ByteBuf fromServer;
    private Events<Object> events;

    /** Begins the session. */
    @Setup
    public void begin(Blackhole hole) {
        events = (event, end) -> hole.consume(event);
        frontend.feed(Unpooled.wrappedBuffer(Traffic.startup()), events);
        fromClient = direct(traffic.fromClient());
        fromServer = direct(traffic.fromServer());
    }

    private static ByteBuf direct(ByteBuffer bytes) {
        return ByteBufAllocator.DEFAULT
                .directBuffer(Math.max(1, bytes.remaining()))
                .writeBytes(bytes);
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
        frontend.feed(fromClient, events);
        backend.feed(fromServer, events);
    }
}
