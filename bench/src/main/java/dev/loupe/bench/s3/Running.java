package dev.loupe.bench.s3;

import dev.loupe.bench.process.RunningProcess;
import java.nio.file.Path;
import java.util.List;

/**
 * A system that is up.
 *
 * @param name as in the report
 * @param port where it takes requests on 127.0.0.1
 * @param process the proxy; for {@code direct}, the origin
 * @param configuration the files that it runs with, to be kept beside the figures
 */
record Running(String name, int port, RunningProcess process, List<Path> configuration) {}
