/**
 * The clients: wrk for throughput and latency, patient readers for memory, and a probe that checks bytes before
 * anything is counted.
 *
 * <p>May use the processes of {@code dev.loupe.bench.process}. Must never know which system answers behind the address.
 */
package dev.loupe.bench.load;
