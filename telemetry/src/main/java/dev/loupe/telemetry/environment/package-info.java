/**
 * The standard {@code OTEL_*} environment variables, which win over the settings.
 *
 * <p>May use the settings and the plan of {@code export}. Must never log a value that could be a credential, nor stop a
 * process because a variable is wrong.
 */
package dev.loupe.telemetry.environment;
