/**
 * The life of a process, the same for every deployable: command line, configuration, start, the line that says ready,
 * and an orderly end after {@code SIGTERM}.
 *
 * <p>May use picocli, Vert.x, telemetry and {@link dev.loupe.console.config}. Must never know what a deployable does, and
 * never answer a wrong configuration with a stack trace.
 */
package dev.loupe.console.launch;
