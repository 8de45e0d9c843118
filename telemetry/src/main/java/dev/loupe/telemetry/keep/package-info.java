/**
 * The keep policy: which traces leave the process, and why (design, section 7).
 *
 * <p>May use the OpenTelemetry SDK and the counters of {@code export}. Must never know a protocol, a socket or where
 * kept spans go.
 */
package dev.loupe.telemetry.keep;
