package dev.loupe.bench.compare;

import java.util.OptionalDouble;

/**
 * What one load showed, or the summary of several.
 *
 * @param cpuMicros CPU time of the system's process tree for each object that moved; absent where it means nothing
 * @param requestsPerSecond complete answers a second
 * @param p50Millis median latency
 * @param p99Millis 99th percentile of the latency
 * @param residentMegabytes peak resident memory of the tree during the load, in 10^6 bytes; absent with the CPU time
 * @param spansPerRequest spans that reached the sink during the load, for each request; they arrive with a delay
 * @param errors refused or broken requests
 */
public record Sample(
        OptionalDouble cpuMicros,
        double requestsPerSecond,
        double p50Millis,
        double p99Millis,
        OptionalDouble residentMegabytes,
        double spansPerRequest,
        long errors) {}
