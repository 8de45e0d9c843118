/**
 * What leaves the process and in which form: pseudonyms in place of business values, and the guard that lets only known
 * attributes pass (design, section 7).
 *
 * <p>May use the JDK's cryptography and the OpenTelemetry SDK's span data. Must never know a protocol, hold a value that
 * it was asked to hide, or name one in a message.
 */
package dev.loupe.telemetry.privacy;
