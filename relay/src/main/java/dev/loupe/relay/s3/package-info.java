/**
 * The S3 path on top of {@link dev.loupe.relay.http}: which operation a request is, and what its exchange says in spans
 * and metrics.
 *
 * <p>May use the HTTP path and telemetry. Must never know how bytes are moved, nor a deployable.
 */
package dev.loupe.relay.s3;
