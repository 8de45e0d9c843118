package dev.loupe.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What the figures were measured on: without it they mean nothing elsewhere.
 *
 * @param cpu the processor's model as the kernel names it
 * @param cores processors that this process may use
 * @param memoryBytes all of the machine's memory
 * @param kernel name and release
 * @param java version and vendor of the Java runtime, which Loupe's own process shares
 */
public record Machine(String cpu, int cores, long memoryBytes, String kernel, String java) {

    /** Describes this one. */
    public static Machine here() {
        return new Machine(
                after(lines("/proc/cpuinfo"), "model name", "unknown processor"),
                Runtime.getRuntime().availableProcessors(),
                kibibytes(after(lines("/proc/meminfo"), "MemTotal", "0 kB")),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
    }

    /** One line for the head of a report. */
    public String describe() {
        return "%s, %d cores, %d GB, %s, %s".formatted(cpu, cores, Math.round(memoryBytes / 1e9), kernel, java);
    }

    static String after(List<String> lines, String key, String otherwise) {
        return lines.stream()
                .filter(line -> line.startsWith(key))
                .map(line -> line.substring(line.indexOf(':') + 1).trim())
                .findFirst()
                .orElse(otherwise);
    }

    private static long kibibytes(String value) {
        return Long.parseLong(value.replace("kB", "").trim()) * 1024;
    }

    private static List<String> lines(String file) {
        try {
            return Files.readAllLines(Path.of(file));
        } catch (IOException absent) {
            return List.of();
        }
    }
}
