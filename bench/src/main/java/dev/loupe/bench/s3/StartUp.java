package dev.loupe.bench.s3;

import dev.loupe.bench.compare.Peer;
import dev.loupe.bench.compare.Running;
import dev.loupe.bench.compare.Summary;
import dev.loupe.bench.load.Probe;
import dev.loupe.bench.process.Workspace;
import dev.loupe.bench.report.Row;
import java.io.IOException;
import java.util.Locale;

/** How long a system takes from its launch until it says that it is ready, and until it has answered a request. */
final class StartUp {

    /** The case's name in report and JSON. */
    static final String LABEL = "start to ready";

    private static final long GIVE_UP_SECONDS = 30;
    private static final long LOOK_EVERY_MILLIS = 5;

    private final Workspace workspace;
    private final int originPort;

    StartUp(Workspace workspace, int originPort) {
        this.workspace = workspace;
        this.originPort = originPort;
    }

    /** Launches and ends the system a number of times; the row has the medians in seconds. */
    Row time(Peer peer, int starts) throws IOException, InterruptedException {
        double[] ready = new double[starts];
        double[] first = new double[starts];
        for (int i = 0; i < starts; i++) {
            long launched = System.nanoTime();
            Running running = peer.start(workspace, originPort);
            try (var process = running.process()) {
                awaitReady(running, launched);
                ready[i] = (System.nanoTime() - launched) / 1e9;
                if (!new Probe().answers(running.port(), StoredObject.KB_1.get().path())) {
                    throw new IOException(process.lastWords());
                }
                first[i] = (System.nanoTime() - launched) / 1e9;
            }
        }
        return Row.of("s3", LABEL, peer.name())
                .with("ready_s", sortedMedian(ready))
                .with("first_answer_s", sortedMedian(first))
                .with("rounds", starts);
    }

    private static void awaitReady(Running running, long launched) throws IOException, InterruptedException {
        while (!saysReady(running.process().output())) {
            if (!running.process().isAlive() || System.nanoTime() - launched > GIVE_UP_SECONDS * 1_000_000_000L) {
                throw new IOException(running.name() + " did not become ready. "
                        + running.process().lastWords());
            }
            Thread.sleep(LOOK_EVERY_MILLIS);
        }
    }

    static boolean saysReady(String output) {
        return output.lines().anyMatch(line -> line.toLowerCase(Locale.ROOT).matches(".*\\bready\\b.*"));
    }

    private static double sortedMedian(double[] values) {
        double[] sorted = values.clone();
        java.util.Arrays.sort(sorted);
        return Summary.median(sorted);
    }
}
