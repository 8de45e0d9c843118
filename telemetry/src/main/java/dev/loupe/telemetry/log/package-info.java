/**
 * Log set-up: text for people, ECS JSON for machines.
 *
 * <p>May use the OpenTelemetry SDK and Logback. Must never know a protocol or a socket.
 */
package dev.loupe.telemetry.log;
