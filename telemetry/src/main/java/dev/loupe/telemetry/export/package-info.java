/**
 * The way out: bounded queue, OTLP exporters, counted drops.
 *
 * <p>May use the OpenTelemetry SDK and Logback. Must never know a protocol or a socket.
 */
package dev.loupe.telemetry.export;
