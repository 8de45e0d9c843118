package dev.loupe.relay.postgres.protocol;

import static dev.loupe.relay.postgres.protocol.Messages.bytes;
import static dev.loupe.relay.postgres.protocol.Messages.complete;
import static dev.loupe.relay.postgres.protocol.Messages.execute;
import static dev.loupe.relay.postgres.protocol.Messages.message;
import static dev.loupe.relay.postgres.protocol.Messages.parse;
import static dev.loupe.relay.postgres.protocol.Messages.query;
import static dev.loupe.relay.postgres.protocol.Messages.ready;
import static dev.loupe.relay.postgres.protocol.Messages.row;
import static dev.loupe.relay.postgres.protocol.Messages.startup;
import static dev.loupe.relay.postgres.protocol.Messages.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.lang.management.ManagementFactory;
import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What goes by again and again costs no memory. */
class AllocationTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int FEEDS = 2000;

    /** For the events that count a run, and what reading the counter itself costs: less than a byte for each row. */
    private static final long BYTES_PER_FEED = 100;

    private final FrontendDecoder frontend = new FrontendDecoder(DecoderLimits.defaults(), ParametersWanted.NONE);
    private final BackendDecoder backend = new BackendDecoder(DecoderLimits.defaults());
    private long told;
    private final Events<Object> events = (event, end) -> told = end;

    @BeforeEach
    void begin() {
        frontend.feed(Unpooled.wrappedBuffer(startup("user", "shop")), events);
    }

    @Test
    void tenThousandRowsInOneBuffer_allocateNothing() {
        ByteBuf rows = repeated(row("17", "a ring"), 10_000);
        assertThat(bytesFor(() -> backend.feed(rows, events))).isLessThan(BYTES_PER_FEED);
    }

    @Test
    void tenThousandRowsInHalves_allocateNothing() {
        ByteBuf rows = repeated(row("17", "a ring"), 10_000);
        ByteBuf[] halves = new ByteBuf[200];
        for (int i = 0; i < halves.length; i++) {
            int length = rows.readableBytes() / halves.length;
            halves[i] = rows.slice(i * length, length);
        }
        assertThat(bytesFor(() -> {
                    for (ByteBuf half : halves) {
                        backend.feed(half, events);
                    }
                }))
                .isLessThan(BYTES_PER_FEED);
    }

    @Test
    void copiedData_allocatesNothing() {
        ByteBuf data = repeated(message('d', text("17\ta ring\n")), 10_000);
        assertThat(bytesFor(() -> frontend.feed(data, events))).isLessThan(BYTES_PER_FEED);
        assertThat(bytesFor(() -> backend.feed(data, events))).isLessThan(BYTES_PER_FEED);
    }

    @Test
    void preparedStatementRunAgain_allocatesOnlyWhatTheRunOfRowsSays() {
        ByteBuf asked =
                Unpooled.wrappedBuffer(bytes(Messages.bind("", "S_1", text("17")), execute("", 0), message('S')));
        ByteBuf answered =
                Unpooled.wrappedBuffer(bytes(message('2'), row("17", "a ring"), complete("SELECT 1"), ready('I')));
        assertThat(bytesFor(() -> {
                    frontend.feed(asked, events);
                    backend.feed(answered, events);
                }))
                .isLessThan(BYTES_PER_FEED);
    }

    @Test
    void shortStatementAskedAgain_allocatesNoTextAgain() {
        String select = "SELECT name FROM orders WHERE id = $1 AND " + "x".repeat(900);
        ByteBuf asked = Unpooled.wrappedBuffer(bytes(parse("", select), query("BEGIN"), query("SELECT 17")));
        assertThat(bytesFor(() -> frontend.feed(asked, events))).isLessThan(BYTES_PER_FEED);
    }

    @AfterEach
    void everythingWasUnderstood() {
        long before = told;
        frontend.feed(Unpooled.wrappedBuffer(message('S')), events);
        assertThat(told).isNotEqualTo(before);
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
