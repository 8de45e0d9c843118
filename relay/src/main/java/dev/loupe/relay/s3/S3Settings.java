package dev.loupe.relay.s3;

/**
 * What the S3 path needs to know beside the addresses.
 *
 * @param hosts which hosts carry a bucket in their name
 * @param fileNames the privacy rule for object keys
 * @param traceparent whether the store is sent a {@code traceparent}
 * @param upstreamHost the store's host, for {@code server.address}
 * @param upstreamPort the store's port
 */
public record S3Settings(
        S3Hosts hosts, FileNames fileNames, boolean traceparent, String upstreamHost, int upstreamPort) {}
