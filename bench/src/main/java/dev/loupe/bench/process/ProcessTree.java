package dev.loupe.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * A process and all its descendants, all threads: what a proxy costs, however many workers it has.
 *
 * <p>A process that ends between the listing and the reading counts as nothing; its parent has its time then.
 */
public final class ProcessTree {

    private final ProcessHandle root;

    /** The tree under a process of ours that is running. */
    public ProcessTree(ProcessHandle root) {
        this.root = root;
    }

    /** How many processes it is now, the root included. */
    public int size() {
        return processes().size();
    }

    /** CPU time of the whole tree so far, user and system, in steps of 10 ms for each process. */
    public Duration cpu() {
        Duration sum = Duration.ZERO;
        for (Path process : processes()) {
            List<String> lines = read(process.resolve("stat"));
            if (!lines.isEmpty()) {
                sum = sum.plus(ProcStat.parse(lines.get(0)).cpu());
            }
        }
        return sum;
    }

    /** Peak resident bytes, added over the tree: an upper bound, since shared pages count once for each process. */
    public long peakResidentBytes() {
        return processes().stream()
                .mapToLong(process ->
                        ProcStatus.parse(read(process.resolve("status"))).peakResidentBytes())
                .sum();
    }

    /**
     * Lets the peak begin anew at what is resident now (proc_pid_clear_refs(5), value 5).
     *
     * @return whether the kernel allowed it for every process; otherwise the peak still counts from the start
     */
    public boolean resetPeak() {
        boolean all = true;
        for (Path process : processes()) {
            try {
                Files.writeString(process.resolve("clear_refs"), "5");
            } catch (IOException refused) {
                all = false;
            }
        }
        return all;
    }

    private List<Path> processes() {
        return Stream.concat(Stream.of(root), root.descendants())
                .map(process -> Path.of("/proc", Long.toString(process.pid())))
                .toList();
    }

    private static List<String> read(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException gone) {
            return List.of();
        }
    }
}
