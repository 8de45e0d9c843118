/**
 * The bounded store of recently kept traces.
 *
 * <p>May use the JDK and the OpenTelemetry SDK's span data. Must never know a protocol or a socket, nor hold more than
 * it was told to.
 */
package dev.loupe.telemetry.recent;
