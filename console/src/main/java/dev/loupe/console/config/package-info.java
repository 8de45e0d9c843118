/**
 * Configuration files: YAML bound onto records, where every mistake is found at once and named with file, line, key and
 * remedy.
 *
 * <p>May use snakeyaml-engine and the records of {@link dev.loupe.telemetry.Settings}. Must never know what a key means
 * to the deployable that declares it, and never print a value that may be a secret.
 */
package dev.loupe.console.config;
