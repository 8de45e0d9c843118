/**
 * The S3 tracing proxy that people deploy: configuration and composition of {@link dev.loupe.relay.s3}.
 *
 * <p>May use every module below it. Must never hold protocol logic: that lives in the relay.
 */
package dev.loupe.proxy;
