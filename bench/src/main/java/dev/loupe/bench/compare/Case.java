package dev.loupe.bench.compare;

import dev.loupe.bench.load.Request;

/**
 * One line of a benchmark: an operation at a concurrency.
 *
 * @param bench the benchmark's name, such as {@code s3}
 * @param name such as {@code GET 1KB}
 * @param request what every connection repeats
 * @param connections kept busy all the time
 * @param cpuRatio how many times nginx's CPU time for an object Loupe's may be
 */
public record Case(String bench, String name, Request request, int connections, double cpuRatio) {

    /** Such as {@code GET 1KB c16}. */
    public String label() {
        return name + " c" + connections;
    }
}
