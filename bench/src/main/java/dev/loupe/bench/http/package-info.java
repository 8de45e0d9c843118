/**
 * The HTTP benchmark: a sidecar before a plain service, beside nginx and HAProxy, and the memory for idle connections.
 *
 * <p>May use the rest of the benchmark. Must never touch Loupe's classes.
 */
package dev.loupe.bench.http;
