package dev.loupe.bench.compare;

import dev.loupe.bench.process.RunningProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * A system that is up.
 *
 * @param name as in the report
 * @param port where it takes requests on 127.0.0.1
 * @param process the proxy; for {@code direct}, the origin
 * @param warmsUp whether its first seconds say nothing about the rest, because a JVM compiles as it goes
 * @param spans how many of its spans have reached their receiver so far
 * @param configuration the files that it runs with, to be kept beside the figures
 */
public record Running(
        String name, int port, RunningProcess process, boolean warmsUp, LongSupplier spans, List<Path> configuration) {

    /** A system that is compiled beforehand and makes no spans. */
    public static Running untraced(String name, int port, RunningProcess process, Path configuration) {
        return new Running(name, port, process, false, () -> 0, List.of(configuration));
    }
}
