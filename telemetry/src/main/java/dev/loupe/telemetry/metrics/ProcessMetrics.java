package dev.loupe.telemetry.metrics;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * What the process itself uses, under the names of the semantic conventions where there are any. Everything is looked
 * up when it is read: the JDK's management beans are slow to load and must not delay the start.
 */
final class ProcessMetrics {
    private static final AttributeKey<String> MEMORY_TYPE = AttributeKey.stringKey("jvm.memory.type");
    private static final AttributeKey<String> COLLECTOR = AttributeKey.stringKey("jvm.gc.name");
    private static final Path STATUS = Path.of("/proc/self/status");

    private ProcessMetrics() {}

    static void register(Meter meter) {
        meter.counterBuilder("process.cpu.time")
                .ofDoubles()
                .setUnit("s")
                .setDescription("CPU time of this process, all cores added.")
                .buildWithCallback(out ->
                        ProcessHandle.current().info().totalCpuDuration().ifPresent(time -> out.record(seconds(time))));
        meter.upDownCounterBuilder("process.memory.usage")
                .setUnit("By")
                .setDescription("Resident memory of this process.")
                .buildWithCallback(out -> residentBytes().ifPresent(out::record));
        meter.upDownCounterBuilder("jvm.memory.used")
                .setUnit("By")
                .setDescription("Memory that the JVM uses.")
                .buildWithCallback(ProcessMetrics::recordMemory);
        meter.counterBuilder("jvm.gc.collections")
                .setDescription("Garbage collections.")
                .buildWithCallback(ProcessMetrics::recordCollections);
    }

    private static void recordMemory(ObservableLongMeasurement out) {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        out.record(memory.getHeapMemoryUsage().getUsed(), Attributes.of(MEMORY_TYPE, "heap"));
        out.record(memory.getNonHeapMemoryUsage().getUsed(), Attributes.of(MEMORY_TYPE, "non_heap"));
    }

    private static void recordCollections(ObservableLongMeasurement out) {
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            out.record(collector.getCollectionCount(), Attributes.of(COLLECTOR, collector.getName()));
        }
    }

    /** From Linux' {@code /proc}; nothing elsewhere. */
    private static OptionalLong residentBytes() {
        try {
            return Files.readAllLines(STATUS).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1_024)
                    .findFirst();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    private static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }
}
