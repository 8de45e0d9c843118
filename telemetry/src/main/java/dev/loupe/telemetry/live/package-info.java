/**
 * Live figures for the console: what is in flight, rates, percentiles, slow files.
 *
 * <p>May use the JDK and the OpenTelemetry API. Must never know a protocol or a socket.
 */
package dev.loupe.telemetry.live;
