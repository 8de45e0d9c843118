package dev.loupe.bench.process;

import java.time.Duration;
import java.util.List;

/**
 * CPU time of one process as {@code /proc/PID/stat} tells it (proc_pid_stat(5), fields 14 to 17): its own threads, user
 * and system, and its children that have ended and been waited for.
 *
 * @param cpu all four times added; the kernel gives them in steps of 10 ms
 */
record ProcStat(Duration cpu) {

    /** {@code USER_HZ}: fixed at 100 in the interface to user space, whatever the kernel's own tick. */
    private static final long TICKS_PER_SECOND = 100;

    private static final int UTIME = 11;
    private static final int CSTIME = 14;

    /**
     * Reads the line. The command's name stands in parentheses and may hold spaces and parentheses itself, so fields
     * are counted from the last one.
     */
    static ProcStat parse(String line) {
        int nameEnd = line.lastIndexOf(')');
        if (nameEnd < 0) {
            throw new IllegalArgumentException("not a line of /proc/PID/stat: " + line);
        }
        List<String> fields = List.of(line.substring(nameEnd + 1).trim().split("\\s+"));
        if (fields.size() <= CSTIME) {
            throw new IllegalArgumentException("too few fields in /proc/PID/stat: " + line);
        }
        long ticks = 0;
        for (String time : fields.subList(UTIME, CSTIME + 1)) {
            ticks += Long.parseLong(time);
        }
        return new ProcStat(Duration.ofMillis(ticks * 1000 / TICKS_PER_SECOND));
    }
}
