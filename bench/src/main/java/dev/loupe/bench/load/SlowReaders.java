package dev.loupe.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Many {@link SlowReader}s on one thread; for the question how much memory a system needs for patient clients. */
public final class SlowReaders implements AutoCloseable {

    private static final int BUFFER = 256 * 1024;
    private static final long TICK_MILLIS = 20;

    private final List<SlowReader> readers = new ArrayList<>();

    /** What became of the readers: bytes read by all, and how many were refused or cut short. */
    public record Outcome(long bytes, long failed) {}

    /**
     * Connects clients that each download one object.
     *
     * @param clients at least 1
     * @param bytesPerSecond of each client
     */
    public SlowReaders(int port, Request request, int clients, long bytesPerSecond) throws IOException {
        for (int i = 0; i < clients; i++) {
            readers.add(new SlowReader(port, request, bytesPerSecond));
        }
    }

    /** Lets several groups read side by side, until all have their objects or the time is over. */
    public static void readTogether(List<SlowReaders> groups, Duration atMost)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
        while (System.nanoTime() < deadline && !groups.stream().allMatch(SlowReaders::ended)) {
            for (SlowReaders group : groups) {
                for (SlowReader reader : group.readers) {
                    reader.advance(buffer);
                }
            }
            Thread.sleep(TICK_MILLIS);
        }
    }

    /** How far this group has come. */
    public Outcome outcome() {
        return new Outcome(
                readers.stream().mapToLong(SlowReader::received).sum(),
                readers.stream().filter(SlowReader::failed).count());
    }

    private boolean ended() {
        return readers.stream().allMatch(SlowReader::ended);
    }

    @Override
    public void close() throws IOException {
        for (SlowReader reader : readers) {
            reader.close();
        }
    }
}
