/**
 * OpenTelemetry set-up and everything that every path shares about telemetry: names, settings, the way out.
 *
 * <p>May use the OpenTelemetry SDK, Logback and Vert.x's context storage. Must never know a protocol, a socket or
 * another module of Loupe.
 */
package dev.loupe.telemetry;
