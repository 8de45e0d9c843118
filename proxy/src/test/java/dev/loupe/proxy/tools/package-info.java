/**
 * Real S3 clients, from the AWS SDK to the command-line tools, through the proxy to a store that checks signatures.
 *
 * <p>May use the fixtures. Must never know how the proxy works inside.
 */
package dev.loupe.proxy.tools;
