package dev.loupe.bench.s3;

import dev.loupe.bench.compare.Running;
import dev.loupe.bench.load.SlowReaders;
import dev.loupe.bench.report.Row;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The memory that 64 patient clients cost: each reads a 100 MB object at 1 MB/s, from every system at once. The systems
 * are fresh, so that the peak is this load's and no earlier one's.
 */
final class Patience {

    /** The case's name in report and JSON. */
    static final String LABEL = "slow readers 64 x 100MB at 1MB/s";

    /** The figure that says how fast each client really read, in MB/s. */
    static final String RATE = "mb_per_s_and_client";

    /** Below this a busy machine starved the clients, and the memory proves nothing. */
    static final double LEAST_RATE = 0.9;

    private static final int CLIENTS = 64;
    private static final long BYTES_PER_SECOND = 1_000_000;

    private Patience() {}

    /** Blocks until all have their objects or the window is over. */
    static List<Row> run(List<Running> systems, Duration window) throws IOException, InterruptedException {
        List<SlowReaders> groups = new ArrayList<>();
        try {
            for (Running system : systems) {
                groups.add(new SlowReaders(system.port(), StoredObject.MB_100.get(), CLIENTS, BYTES_PER_SECOND));
            }
            long began = System.nanoTime();
            SlowReaders.readTogether(groups, window);
            double seconds = (System.nanoTime() - began) / 1e9;
            List<Row> rows = new ArrayList<>();
            for (int i = 0; i < systems.size(); i++) {
                SlowReaders.Outcome outcome = groups.get(i).outcome();
                rows.add(Row.of("s3", LABEL, systems.get(i).name())
                        .with("rss_mb", systems.get(i).process().tree().peakResidentBytes() / 1e6)
                        .with("seconds", seconds)
                        .with(RATE, outcome.bytes() / 1e6 / seconds / CLIENTS)
                        .with("errors", outcome.failed()));
            }
            return rows;
        } finally {
            for (SlowReaders group : groups) {
                group.close();
            }
        }
    }
}
