package dev.loupe.bench.compare;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Says what a benchmark is made of, for its report, and what it is doing, for whoever waits. */
public final class Narrator {
    private final long began = System.nanoTime();
    private final Report report;
    private final PrintWriter out;
    private final PrintWriter progress;

    /**
     * Nothing has been said yet.
     *
     * @param report keeps each condition
     * @param out takes each condition at once
     * @param progress takes a line for each step
     */
    public Narrator(Report report, PrintWriter out, PrintWriter progress) {
        this.report = report;
        this.out = out;
        this.progress = progress;
    }

    /** A condition of the measurement: the machine, a version, a system that is missing, a setting. */
    public void tell(String condition) {
        report.condition(condition);
        out.println(condition);
        out.flush();
    }

    /** What is done next. */
    public void step(String what) {
        progress.printf("... %3d s: %s%n", (System.nanoTime() - began) / 1_000_000_000L, what);
        progress.flush();
    }

    /** Those that can be had; tells which cannot, and why. */
    public List<Peer> present(List<Peer> all) {
        List<Peer> present = new ArrayList<>();
        for (Peer peer : all) {
            peer.missing()
                    .ifPresentOrElse(reason -> tell("MISSING " + peer.name() + ": " + reason), () -> present.add(peer));
        }
        return present;
    }

    /** Tells what the systems burn while nobody asks them anything. */
    public void tellIdle(List<Running> systems) throws InterruptedException {
        tell("idle, % of a core: "
                + Idle.percent(systems).entrySet().stream()
                        .map(system -> String.format(Locale.ROOT, "%s %.1f", system.getKey(), system.getValue()))
                        .collect(Collectors.joining(", ")));
    }
}
