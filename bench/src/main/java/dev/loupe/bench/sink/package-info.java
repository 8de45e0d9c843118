/**
 * Where the measured systems send their telemetry: taken, counted, thrown away.
 *
 * <p>May use the JDK. Must never cost enough to be seen in the figures, and must never know who sends.
 */
package dev.loupe.bench.sink;
