/**
 * The bounded store of recently kept traces.
 *
 * <p>May use the JDK and the OpenTelemetry API. Must never know a protocol or a socket.
 */
package dev.loupe.telemetry.recent;
