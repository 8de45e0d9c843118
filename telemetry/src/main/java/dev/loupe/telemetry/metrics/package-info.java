/**
 * Metrics: bucket boundaries, the readers, the Prometheus exposition, and figures of the process itself.
 *
 * <p>May use the OpenTelemetry SDK, its Prometheus exporter and the JDK's management beans. Must never know a protocol
 * or a socket: whoever serves {@code /metrics} asks for the text.
 */
package dev.loupe.telemetry.metrics;
