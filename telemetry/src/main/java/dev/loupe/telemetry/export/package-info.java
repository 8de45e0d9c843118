/**
 * The way out: bounded queue, OTLP exporters, counted drops.
 *
 * <p>May use the OpenTelemetry SDK and its OTLP exporters. Must never know why a span was kept, nor wait on the thread
 * that hands it over.
 */
package dev.loupe.telemetry.export;
