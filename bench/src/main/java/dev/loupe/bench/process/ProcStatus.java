package dev.loupe.bench.process;

import java.util.List;
import java.util.Locale;

/**
 * Memory of one process as {@code /proc/PID/status} tells it (proc_pid_status(5)).
 *
 * @param peakResidentBytes {@code VmHWM}, the most that was resident since the process began or since its peak was
 *     reset; 0 for a kernel thread or a process that is just ending
 */
record ProcStatus(long peakResidentBytes) {

    private static final String PEAK = "VmHWM:";

    static ProcStatus parse(List<String> lines) {
        for (String line : lines) {
            if (line.startsWith(PEAK)) {
                String value = line.substring(PEAK.length()).trim().toLowerCase(Locale.ROOT);
                if (!value.endsWith(" kb")) {
                    throw new IllegalArgumentException("VmHWM without its unit: " + line);
                }
                return new ProcStatus(
                        Long.parseLong(value.substring(0, value.length() - 3).trim()) * 1024);
            }
        }
        return new ProcStatus(0);
    }
}
