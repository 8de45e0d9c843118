package dev.loupe.relay.s3;

/**
 * What a request is about.
 *
 * @param operation which operation of the S3 API
 * @param method its HTTP method from the closed set of known ones, else {@code _OTHER}
 * @param scheme {@code http} or {@code https}
 * @param minorVersion 0 or 1, of HTTP/1.x
 * @param bucket empty if it is about none
 * @param fileName the key after the privacy rules; empty if it is about none, or if the rules hide it
 * @param partNumber of a part request, -1 for none
 */
record S3Request(
        S3Operation operation,
        String method,
        String scheme,
        int minorVersion,
        String bucket,
        String fileName,
        int partNumber) {}
