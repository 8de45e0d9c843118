/**
 * The keep policy: which traces leave the process, and why.
 *
 * <p>May use the OpenTelemetry SDK and Logback. Must never know a protocol or a socket.
 */
package dev.loupe.telemetry.keep;
